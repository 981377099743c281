"""The audit trail. `record` writes one event in the caller's transaction; `moves.apply_move` changes a state."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocop.audit.models import Event


def record(verb: str, *, about: Any, by: Any, at: Any, data: dict[str, Any] | None = None) -> "Event":
    """Append an event about a saved record; must run inside the transaction of the change itself."""
    from ocop.audit.actions import append

    return append(verb, about=about, by=by, at=at, data=data or {})


def record_many(entries: "Sequence[tuple[str, Any, dict[str, Any]]]", *, by: Any, at: Any) -> None:
    """One event per (verb, about, data), appended together: for lists, where one statement per record is too slow."""
    from ocop.audit.actions import append_many

    append_many(entries, by=by, at=at)
