"""The audit trail. `record` writes one event in the caller's transaction; `moves.apply_move` changes a state."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocop.audit.models import Event


def record(verb: str, *, about: Any, by: Any, at: Any, data: dict[str, Any] | None = None) -> "Event":
    """Append an event about a saved record; must run inside the transaction of the change itself."""
    from ocop.audit.actions import append

    return append(verb, about=about, by=by, at=at, data=data or {})
