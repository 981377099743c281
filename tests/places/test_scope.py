"""Scope: the nation sees all, a province itself and its communes, a commune itself; nobody without an office anything."""

import pytest

from ocop.core.acting import NOBODY, Acting
from ocop.places.models import Unit
from ocop.places.queries import in_scope, scope_filter
from tests.factories.places import make_units

SEEN = {
    "VN": {"VN", "01", "04", "00004", "09556", "10117", "01273", "01290"},
    "01": {"01", "00004", "09556", "10117"},
    "09556": {"09556"},
}


@pytest.fixture
def units(db):
    return make_units()


@pytest.mark.parametrize("office", SEEN)
def test_filter_and_question_agree(units, office):
    acting = Acting(unit=units[office])
    current = Unit.objects.current()

    filtered = set(current.filter(scope_filter(acting, "")).values_list("key", flat=True))

    assert filtered == SEEN[office]
    assert {unit.key for unit in current if in_scope(unit, acting)} == SEEN[office]


def test_nobody_sees_nothing(units):
    assert not Unit.objects.filter(scope_filter(NOBODY, "")).exists()
    assert not in_scope(units["01"], NOBODY)
    assert not in_scope(None, Acting(unit=units["VN"]))


def test_the_filter_follows_a_field(units):
    communes = Unit.objects.filter(scope_filter(Acting(unit=units["01"]), "parent"))

    assert {unit.key for unit in communes} >= {"00004", "09556", "10117"}
