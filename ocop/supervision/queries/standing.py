"""What the one who reported may read about the matter: state, office, answer. Nothing of what others told."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, override

from ocop.rulebook.lifecycle import MACHINES
from ocop.supervision.models import Report


@dataclass(frozen=True)
class Standing:
    label: str
    office: str
    since: datetime
    answer: str
    is_closed: bool
    step: int  # 1 received, 2 looked at, 3 concluded or handed on, 4 answered


STEPS = {"received": 1, "looking": 2, "confirmed": 3, "unconfirmed": 3, "forwarded": 3, "closed": 4}


def public_standing(report: Report) -> Standing:
    case = report.case
    state = MACHINES["misuse"].states[case.state]
    office = case.forwarded_to if case.state == "forwarded" else case.unit.full_name
    return Standing(
        gettext(state.public), office, case.state_at, case.answer, case.state == "closed", STEPS[case.state]
    )


def vietnamese_standing(report: Report) -> Standing:
    """For mails, which speak Vietnamese whoever triggered them."""
    with override("vi"):
        return public_standing(report)
