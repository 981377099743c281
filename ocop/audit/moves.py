"""One function changes a state: it checks the table of moves, writes, and records the event."""

from datetime import datetime
from typing import Any

from django.db import models

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import Allowed, allowed, check_permission
from ocop.rulebook.lifecycle import MACHINES, Move


def move_of(record_: models.Model, name: str) -> Move:
    return MACHINES[record_.machine].moves[name]  # type: ignore[attr-defined]


def check_move(record_: models.Model, name: str, *, by: Acting) -> Move:
    """Refuse when the state does not allow the move, or the role may not make it."""
    machine = MACHINES[record_.machine]  # type: ignore[attr-defined]
    move = machine.moves[name]
    if record_.state not in move.sources:  # type: ignore[attr-defined]
        now_state = machine.states[record_.state].label  # type: ignore[attr-defined]
        wanted = ", ".join(f"“{machine.states[s].label}”" for s in move.sources)
        raise RuleBroken(
            f"Không thể “{move.label.lower()}” khi {machine.noun} đang ở trạng thái “{now_state}”; "
            f"việc này chỉ làm được khi ở {wanted}.",
            code=f"{machine.name}.{name}.state",
        )
    if move.permission:
        check_permission(by, Permission(move.permission))
    elif by.key != "system" and not move.open:
        raise PermissionRefused("Việc này do hệ thống tự làm.", code="permission")
    return move


def can_move(record_: models.Model, name: str, *, by: Acting) -> Allowed:
    return allowed(check_move, record_, name, by=by)


def apply_move(
    record_: models.Model,
    name: str,
    *,
    by: Acting,
    at: datetime,
    reason: str = "",
    fields: dict[str, Any] | None = None,
    **data: Any,
) -> models.Model:
    """Make the move: the caller holds the row lock and the transaction, and has asked its policy.

    `fields` are further columns changed together with the state; `data` goes into the event.
    """
    move = check_move(record_, name, by=by)
    if move.needs_reason and not reason.strip():
        raise RuleBroken(f"Cần ghi lý do khi “{move.label.lower()}”.", code="reason", field="reason")
    before = record_.state  # type: ignore[attr-defined]
    changed = {"state": move.target, "state_at": at, **(fields or {})}
    for field, value in changed.items():
        setattr(record_, field, value)
    record_.save(update_fields=list(changed))
    record(
        f"{record_.machine}.{name}",
        about=record_,
        by=by,
        at=at,  # type: ignore[attr-defined]
        data={"from": before, "to": move.target, **({"reason": reason} if reason else {}), **data},
    )
    return record_
