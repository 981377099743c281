"""`make test`, `make check`, `make lint`, `make test-fast`: which checks and tests run, and in which order.

.venv/bin/python scripts/run_tests.py all|check|lint|fast|sqlite|postgres|journeys [pytest options]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import postgres
import system_packages
from steps import CHECKOUT, Runner, Step

PYTHON = sys.executable
TOOLS = Path(sys.executable).parent
SCRIPTS = Path(__file__).resolve().parent
OUR_CODE = ("ocop", "config", "bench", "scripts", "tests", "manage.py", "bin/ocop")


def existing(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if (CHECKOUT / name).exists()]


def templates() -> list[str]:
    return sorted(str(path) for path in (CHECKOUT / "templates").rglob("*.html"))


def lint_steps() -> list[Step]:
    """Style and structure: no settings, no database, a few seconds."""
    ruff = [PYTHON, "-m", "ruff"]
    steps = [
        Step("ruff", [*ruff, "check", "--output-format", "concise", *existing(OUR_CODE)]),
        Step("ruff format", [*ruff, "format", "--check", "--output-format", "concise", *existing(OUR_CODE)]),
        Step("import-linter", [TOOLS / "lint-imports", "--no-cache", "--no-logo"]),
        Step("mypy", [PYTHON, "-m", "mypy"]),
    ]
    if templates():
        steps.append(Step("djade", [TOOLS / "djade", "--check", "--target-version", "5.2", *templates()]))
    return steps


def django_steps() -> list[Step]:
    """What Django itself can say about models, migrations, settings and undeclared views."""
    manage = [PYTHON, "manage.py"]
    return [
        Step("migrations", [*manage, "makemigrations", "--check", "--dry-run", "--verbosity", "1"]),
        Step("django check", [*manage, "check", "--fail-level", "WARNING"]),
    ]


def pytest(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "pytest", "-q", *arguments]


def processes() -> list[str]:
    """One test process per core, two at least and four at most; OCOP_TEST_PROCESSES says otherwise."""
    number = os.environ.get("OCOP_TEST_PROCESSES") or str(min(max(os.cpu_count() or 1, 2), 4))
    return [] if number in ("0", "1") else ["--numprocesses", number, "--dist", "worksteal"]


def sqlite_step(extra: list[str], *, closing: bool = False) -> Step:
    command = pytest(*processes(), *extra)
    return Step("bài thử trên SQLite", command, {"DATABASE_URL": ""}, holds_back_last_line=closing)


def run_on_postgres(extra: list[str]) -> int:
    command = pytest("-m", "touches_db", *processes(), *extra)
    with postgres.temporary_server() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode


def journeys_step(extra: list[str]) -> Step:
    environment = {"DATABASE_URL": "", "OCOP_CHROMIUM": system_packages.browser()}
    return Step("hành trình trên trình duyệt", pytest("tests/journeys", *extra), environment)


def run(target: str, extra: list[str]) -> int:
    runner = Runner()
    if target in ("all", "postgres", "journeys"):
        runner.call("gói hệ thống", system_packages.ensure)
    if target in ("all", "check", "lint"):
        for step in lint_steps():
            runner.run(step)
    if target in ("all", "check"):
        for step in django_steps():
            runner.run(step)
    if target in ("all", "postgres"):
        runner.call("bài thử trên PostgreSQL", lambda: run_on_postgres(extra))
    if target in ("all", "journeys") and (CHECKOUT / "tests/journeys").exists():
        runner.run(journeys_step(extra))
    # The largest run comes last: its closing line is the last line of the output.
    if target in ("all", "sqlite"):
        runner.run(sqlite_step(extra, closing=True))
    if target == "fast":
        runner.run(sqlite_step(["-m", "not slow", *extra], closing=True))
    return runner.finish()


def forget_installation() -> None:
    """Checks and tests depend on no setting of an installation and touch none of its data."""
    for name in list(os.environ):
        ours = name.startswith("OCOP_") and not name.startswith(("OCOP_TEST_", "OCOP_CHROMIUM"))
        if ours or name in ("DATABASE_URL", "PORT", "HOST", "DATA"):
            del os.environ[name]


def main(arguments: list[str]) -> int:
    targets = ("all", "check", "lint", "fast", "sqlite", "postgres", "journeys")
    if not arguments or arguments[0] not in targets:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="ocop-test-") as folder:
        forget_installation()
        os.environ["OCOP_DATA"] = folder
        # Property tests draw the same examples every time, and no deadline depends on a busy machine.
        os.environ.setdefault("CI", "true")
        if not os.access(os.environ.get("HOME") or "/nonexistent", os.W_OK):
            os.environ["HOME"] = folder  # the browser and the tools keep their files there
        return run(arguments[0], arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
