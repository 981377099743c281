"""The lock files: complete, hashed, and free of any address of a package index."""

import re

import pytest

from tests.architecture.tree import CHECKOUT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,._-]+\])?==(\S+)", re.IGNORECASE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> list[str]:
    """One text per package: its line and the hashes that follow it."""
    text = (CHECKOUT / lock).read_text()
    return [entry for entry in re.split(r"\n(?=[^\s#])", text) if entry and not entry.startswith("#")]


def versions(lock: str) -> set[tuple[str, str, str]]:
    """(name, version, marker) of every entry."""
    found = set()
    for entry in entries(lock):
        line = entry.splitlines()[0].removesuffix("\\").strip()
        match = PINNED.match(line)
        assert match, line
        found.add((normal(match[1]), match[2], line.partition(" ; ")[2]))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address(lock):
    assert "://" not in (CHECKOUT / lock).read_text()
    assert "index-url" not in (CHECKOUT / lock).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_entries_are_pinned_with_hashes(lock):
    for entry in entries(lock):
        assert PINNED.match(entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_development_lock_contains_the_runtime_lock():
    assert versions("requirements.lock") - versions("requirements-dev.lock") == set()


@pytest.mark.parametrize(("source", "lock"), [("runtime.in", LOCKS[0]), ("dev.in", LOCKS[1])])
def test_every_named_requirement_is_locked(source, lock):
    lines = (CHECKOUT / "requirements" / source).read_text().splitlines()
    names = {normal(re.match(r"[\w.-]+", line)[0]) for line in lines if line and line[0] not in "#-"}
    assert names - {name for name, _, _ in versions(lock)} == set()
