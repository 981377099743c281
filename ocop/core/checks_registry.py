"""Integrity checks of an installation (`ocop check`), numbered as the invariants of the design.

    register("I27", "Chuỗi nhật ký không bị sửa", verify_chain)

A check reads the database and answers `Finding(rows, problems)`: how many rows it looked at, and one sentence per
fault. Several functions may serve one number; the number holds when all of them do. Apps register in `ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Finding:
    """What one check saw."""

    rows: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


Check = Callable[[], Finding]
SHOWN = 20  # problems told per number; the rest is counted


@dataclass(frozen=True)
class Registered:
    key: str
    title: str
    func: Check


_checks: list[Registered] = []


def register(key: str, title: str, func: Check) -> None:
    """Add a check under its number. Registering the same function twice does nothing."""
    entry = Registered(key, title, func)
    if entry not in _checks:
        _checks.append(entry)


def registered() -> list[Registered]:
    return sorted(_checks, key=lambda entry: entry.key)


def run(keys: Iterable[str] = ()) -> list[dict[str, Any]]:
    """All checks (or those numbers), one finished row per number. A check that crashes counts as failed."""
    wanted = set(keys)
    rows: dict[str, dict[str, Any]] = {}
    for entry in registered():
        if wanted and entry.key not in wanted:
            continue
        finding = _look(entry)
        row = rows.setdefault(
            entry.key, {"key": entry.key, "ok": True, "rows": 0, "title": entry.title, "problems": []}
        )
        row["ok"] = row["ok"] and finding.ok
        row["rows"] += finding.rows
        row["problems"] += finding.problems
        if entry.title not in row["title"]:
            row["title"] += f"; {entry.title}"
    for row in rows.values():
        more = len(row["problems"]) - SHOWN
        if more > 0:
            row["problems"] = [*row["problems"][:SHOWN], f"… và {more} lỗi khác"]
    return list(rows.values())


def _look(entry: Registered) -> Finding:
    try:
        return entry.func()
    except Exception as error:  # a check that cannot be made is no proof that all is well
        return Finding(0, [f"Không kiểm tra được: {type(error).__name__}: {error}"])
