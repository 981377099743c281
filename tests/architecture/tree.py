"""The files of the checkout that are ours, read once for all architecture tests."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_OURS = {
    *(".git", ".venv", ".data", ".test-output", "node_modules", "vendor", "__pycache__", "staticfiles"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"),
}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """All files of ours with one of the suffixes; all of them when none is given."""
    return tuple(path for path in walk() if not suffixes or path.suffix in suffixes)


@cache
def walk() -> tuple[Path, ...]:
    found = []
    for folder, names, leaves in os.walk(CHECKOUT):
        names[:] = sorted(name for name in names if name not in NOT_OURS)
        found += [Path(folder) / leaf for leaf in sorted(leaves)]
    return tuple(found)


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(path for path in files(".py") if "migrations" not in path.parts)


@cache
def application_files() -> tuple[Path, ...]:
    return tuple(path for path in python_files() if name_of(path).startswith("ocop/"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported module or name as a dotted path, with its line; relative imports made absolute."""
    package = name_of(path).removesuffix(".py").split("/")
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: -node.level] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((f"{start}.{alias.name}", node.lineno) for alias in node.names)
