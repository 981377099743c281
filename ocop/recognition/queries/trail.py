"""What happened to a record, from the audit trail, in words: two queries whatever the number of events."""

from typing import Any

from ocop.accounts.models import User
from ocop.audit.models import Event
from ocop.audit.verbs import label
from ocop.core.components import Happening
from ocop.core.permissions import ROLES, Role
from ocop.core.states import LOOKS
from ocop.rulebook.lifecycle import MACHINES

TEXTS = {
    "title": "trích yếu",
    "bases": "căn cứ",
    "articles": "các điều",
    "recipients": "nơi nhận",
    "place": "địa danh",
    "authority": "dòng quyền hạn ký",
    "signer_name": "người ký",
    "signer_title": "chức vụ người ký",
}


def happenings(*records: Any) -> list[Happening]:
    """Newest first. `records` are of one model."""
    keys = [str(one.pk) for one in records]
    events = (
        list(
            Event.objects.filter(about_type=records[0]._meta.label_lower, about_id__in=keys).order_by("-seq")[
                :200
            ]
        )
        if records
        else []
    )
    names = dict(
        User.objects.filter(pk__in={e.person_id for e in events if e.person_id}).values_list(
            "pk", "full_name"
        )
    )
    return [_line(event, names) for event in events]


def _line(event: Event, names: dict[int, str]) -> Happening:
    machine, _, name = event.verb.partition(".")
    move = MACHINES[machine].moves.get(name) if machine in MACHINES else None
    tone, icon = LOOKS[MACHINES[machine].states[move.target].tone] if move else ("neutral", "circle")
    role = ROLES[Role(event.role)].label if event.role else ""
    who = " – ".join(part for part in (names.get(event.person_id or 0, ""), role) if part)
    words = move.label if move else label(event.verb)
    return Happening(
        event.at,
        words,
        who=who or "Hệ thống",
        note=event.data.get("reason") or _edits(event),
        tone=tone,
        icon=icon,
    )


def _edits(event: Event) -> str:
    """Which texts an edit changed, and how a line was mended."""
    if event.verb == "decision.line":
        before, after = event.data["before"], event.data["after"]
        return "; ".join(f"“{before[name]}” thành “{after[name]}”" for name in after)
    names = (
        [TEXTS[name] for name in event.data.get("changed", []) if name in TEXTS]
        if event.verb == "decision.edit"
        else []
    )
    return f"Đã sửa: {', '.join(names)}" if names else ""
