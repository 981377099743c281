"""What happened to a dossier, from the audit trail, in words."""

from ocop.accounts.models import User
from ocop.audit.models import Event
from ocop.core.components import Happening
from ocop.core.permissions import ROLES, Role
from ocop.core.states import LOOKS
from ocop.dossiers.models import Dossier
from ocop.rulebook.lifecycle import DOSSIER

OTHER = {
    "dossier.start": "Bắt đầu soạn hồ sơ",
    "dossier.composition": "Ghi kiểm tra thành phần",
    "dossier.assessment": "Ghi Mẫu 03",
    "dossier.appraisal": "Ghi báo cáo đánh giá",
}


def events_of(dossier: Dossier) -> list[Event]:
    """Moves and papers, newest first; single marks of the draft are left out."""
    events = Event.objects.filter(about_type=dossier._meta.label_lower, about_id=str(dossier.pk)).order_by(
        "-seq"
    )[:200]
    return [event for event in events if _label(event.verb)]


def happenings(dossier: Dossier) -> list[Happening]:
    """Lines of a timeline, in two queries whatever their number."""
    events = events_of(dossier)
    names = dict(
        User.objects.filter(pk__in={e.person_id for e in events if e.person_id}).values_list(
            "pk", "full_name"
        )
    )
    return [_line(event, names) for event in events]


def _label(verb: str) -> str:
    move = DOSSIER.moves.get(verb.removeprefix("dossier."))
    return move.label if move and verb.startswith("dossier.") else OTHER.get(verb, "")


def _line(event: Event, names: dict[int, str]) -> Happening:
    move = DOSSIER.moves.get(event.verb.removeprefix("dossier."))
    tone, icon = LOOKS[DOSSIER.states[move.target].tone] if move else ("neutral", "circle")
    role = ROLES[Role(event.role)].label if event.role else ""
    who = " – ".join(part for part in (names.get(event.person_id or 0, ""), role) if part)
    return Happening(
        event.at,
        _label(event.verb),
        who=who or "Hệ thống",
        note=event.data.get("reason", ""),
        tone=tone,
        icon=icon,
    )
