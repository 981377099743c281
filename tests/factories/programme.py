"""Criteria sets for tests: real ones of the reference data, stored on demand."""

from ocop.core.acting import system
from ocop.programme import actions
from ocop.programme.models import CriteriaSetVersion
from ocop.rulebook.criteria import get_set
from tests.factories.accounts import AT

DECISION = "26/2026/QĐ-TTg"


def make_criteria_set(number: int = 9) -> CriteriaSetVersion:
    """One real set (9: tương, nước mắm …), stored as `load_criteria` stores it. Safe to call again."""
    actions.store_set(get_set(f"{DECISION}#{number}"), by=system(AT.date()), at=AT)
    return CriteriaSetVersion.objects.get(set_id=f"{DECISION}#{number}")
