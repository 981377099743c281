"""Code in the documents: what it imports is there, and what it calls takes the arguments it is given."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.architecture.tree import files, name_of

BLOCK = re.compile(r"^```python\n(.*?)^```", re.S | re.M)
DOCUMENTS = [path for path in files(".md") if "```python" in path.read_text(encoding="utf-8")]


def statements(text: str) -> Iterator[ast.stmt]:
    """Each statement that is Python when the dots that stand for values become one; sketches are passed over."""
    for block in BLOCK.findall(text):
        joined = re.sub(r",\n\s+", ", ", block)
        for line in joined.splitlines():
            for part in line.split(" ; "):
                try:
                    yield from ast.parse(part.strip().replace("…", "None")).body
                except SyntaxError:
                    continue


def brought_in(statement: ast.ImportFrom) -> Iterator[tuple[str, Any]]:
    module = importlib.import_module(statement.module or "")
    for alias in statement.names:
        found = getattr(module, alias.name, None)
        if found is None:
            found = importlib.import_module(f"{statement.module}.{alias.name}")
        yield alias.asname or alias.name, found


def unknown_arguments(call: ast.Call, known: dict[str, Any]) -> Iterator[str]:
    """`registering.register_producer(date=…)` → what the function does not take."""
    words = ast.unparse(call.func)
    first, _, rest = words.partition(".")
    target = known.get(first)
    if target is None or "." in rest or (rest and not isinstance(target, ModuleType)):
        return
    if rest and not hasattr(target, rest):
        yield f"{words} is not there"
        return
    function = getattr(target, rest) if rest else target
    if not callable(function):
        return
    takes = inspect.signature(function).parameters
    if not any(one.kind is inspect.Parameter.VAR_KEYWORD for one in takes.values()):
        yield from (f"{words} takes no {k.arg}" for k in call.keywords if k.arg and k.arg not in takes)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_examples_fit_the_code(path):
    known: dict[str, Any] = {}
    faults: list[str] = []
    for statement in statements(path.read_text(encoding="utf-8")):
        if isinstance(statement, ast.ImportFrom):
            known |= dict(brought_in(statement))
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                faults += unknown_arguments(node, known)
    assert faults == []
