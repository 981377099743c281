"""The table of invariants claims neither more nor less than `ocop check` looks at."""

import re
from pathlib import Path

from ocop.core import checks_registry

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security-model.md"
ROW = re.compile(r"^\| (I\d\d) \| (.+?) \| (.+?) \| (có)? ?\| (.*?) ?\|$", re.M)
STATES = ("giữ", "một phần (", "chưa")


def rows() -> list[tuple[str, ...]]:
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_every_invariant_stands_once_in_order():
    """The first 45 are those of the trust model; what the system promises beyond them stands from I50 on."""
    keys = [row[0] for row in rows()]
    assert keys[:45] == [f"I{number:02}" for number in range(1, 46)]
    assert keys[45:] == sorted(set(keys[45:])) and all(key >= "I50" for key in keys[45:])


def test_checked_means_registered():
    said = {row[0] for row in rows() if row[3]}
    assert said == {check.key for check in checks_registry.registered()}


def test_states_are_said_plainly_and_what_holds_has_a_test():
    for key, _, state, _, tests in rows():
        assert state.startswith(STATES), key
        assert state.startswith("chưa") or tests, f"{key} names no test"
