"""The walls of the style guide: what grows past them is split by aggregate, not listed here."""

import ast

from tests.architecture.tree import files, name_of, parsed, python_files

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
LONGEST_TEMPLATE = 150

# Name → why it may stay longer. Keep this nearly empty.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}


def lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_python_files_stay_short():
    found = {name_of(path): lines(path) for path in python_files()}
    too_long = {name: count for name, count in found.items() if count > LONGEST_FILE}
    assert too_long.keys() == LONG_FILES.keys(), too_long


def test_templates_stay_short():
    found = {name_of(path): lines(path) for path in files(".html") if "templates" in path.parts}
    too_long = {name: count for name, count in found.items() if count > LONGEST_TEMPLATE}
    assert too_long.keys() == LONG_TEMPLATES.keys(), too_long


def test_functions_stay_short():
    too_long = {}
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = node.end_lineno - node.lineno + 1
                if count > LONGEST_FUNCTION:
                    too_long[f"{name_of(path)}:{node.name}"] = count
    assert too_long.keys() == LONG_FUNCTIONS.keys(), too_long
