"""Names of modules, order of imports inside an app, and who may ask for the time."""

import ast

from tests.architecture.tree import application_files, imports, name_of, parsed

VAGUE = {"utils", "util", "helpers", "helper", "services", "service"}

# Inside an app a module imports only from kinds that stand before its own.
ORDER = ("enums", "models", "queries", "policies", "actions", "forms", "views")

# The edges of the system, where a moment or a day enters; everything inside is handed `at` or `on`.
EDGES = {
    *("views", "commands", "clock", "middleware", "idempotency", "tasks", "cli"),
    # Called by the framework or by a command, not by our own code.
    *("adapter", "signals", "checks", "gallery", "registering", "sessions", "backends"),
    # `ocop verify` runs without Django and reads the time of its own call.
    "verifying",
    # A worker's own time: signs of life, limits, the pace of progress.
    *("claims", "progress", "timetable"),
}
CLOCKS = {"ocop.core.clock.now", "ocop.core.clock.today", "django.utils.timezone.now"}
CLOCK_CALLS = {
    *("timezone.now", "clock.now", "clock.today", "time.time"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
}
# These read the clock only when they are given no moment.
CLOCK_CALLS_WITHOUT_ARGUMENT = {"timezone.localdate", "timezone.localtime", "localdate", "localtime"}


def app_and_kind(dotted: str) -> tuple[str, str]:
    """`ocop.dossiers.actions.rounds` → (dossiers, actions)."""
    parts = (*dotted.split("."), "", "")
    return (parts[1], parts[2]) if parts[0] == "ocop" else ("", "")


def module_of(path) -> str:
    return name_of(path).removesuffix(".py").replace("/", ".")


def test_modules_have_telling_names():
    assert [name_of(path) for path in application_files() if VAGUE & set(module_of(path).split("."))] == []


def test_imports_inside_an_app_follow_the_order():
    found = []
    for path in application_files():
        app, kind = app_and_kind(module_of(path))
        for dotted, line in imports(path) if kind in ORDER else ():
            other_app, other = app_and_kind(dotted)
            if other_app == app and other in ORDER and ORDER.index(other) > ORDER.index(kind):
                found.append(f"{name_of(path)}:{line} imports {dotted}")
    assert found == []


def test_no_app_imports_views_or_forms_of_another():
    found = []
    for path in application_files():
        app, _ = app_and_kind(module_of(path))
        for dotted, line in imports(path):
            other_app, other = app_and_kind(dotted)
            # core carries the base forms and the error views that all apps share.
            if other_app not in ("", app, "core") and other in ("views", "forms"):
                found.append(f"{name_of(path)}:{line} imports {dotted}")
    assert found == []


def test_the_clock_is_read_at_the_edges_only():
    found = []
    for path in application_files():
        if EDGES & set(module_of(path).split(".")):
            continue
        found += [f"{name_of(path)}:{line} {name}" for name, line in imports(path) if name in CLOCKS]
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                called = ".".join(ast.unparse(node.func).split(".")[-2:])
                if called in CLOCK_CALLS or (called in CLOCK_CALLS_WITHOUT_ARGUMENT and not node.args):
                    found.append(f"{name_of(path)}:{node.lineno} {called}()")
    assert found == []
