"""A person acts for an office: chosen anew on every request, from all that is held today."""

from datetime import date

import pytest

from ocop.core.acting import NOBODY, actings_of, choose, system
from ocop.core.permissions import ROLES, Permission, Role
from tests.factories.accounts import act, make_appointment, make_person
from tests.factories.places import make_units

ON = date(2026, 11, 2)


@pytest.fixture
def units(db):
    return make_units()


def test_the_chosen_office_counts_and_an_unknown_key_falls_back(units):
    person = make_person()
    first = act(Role.COMMUNE_OFFICER, units["09556"], person)
    second = act(Role.INSPECTOR, units["01"], person)

    assert choose(person, ON, second.key).role == Role.INSPECTOR
    assert choose(person, ON, "bịa").key == first.key


def test_somebody_elses_office_cannot_be_chosen(units):
    mine, other = act(Role.COMMUNE_OFFICER, units["09556"]), act(Role.ADMINISTRATOR, units["VN"])

    assert choose(mine.person, ON, other.key).role == Role.COMMUNE_OFFICER


def test_without_office_there_is_a_person_without_permissions(units):
    acting = choose(make_person(), ON)

    assert acting.known
    assert acting.permissions == frozenset()


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({}, True),
        ({"from_on": date(2026, 11, 2)}, True),
        ({"from_on": date(2026, 11, 3)}, False),
        ({"until_on": date(2026, 11, 2)}, True),
        ({"until_on": date(2026, 11, 1)}, False),
    ],
)
def test_appointments_give_rights_on_their_days_only(units, fields, held):
    person = make_person()
    make_appointment(person, Role.COMMUNE_OFFICER, units["09556"], **fields)

    assert bool(actings_of(person, ON)) == held


def test_an_inactive_person_holds_nothing(units):
    acting = act(Role.ADMINISTRATOR, units["VN"], make_person(is_active=False))

    assert actings_of(acting.person, ON) == []


def test_labels_name_role_and_office(units):
    acting = act(Role.COMMUNE_OFFICER, units["09556"])

    assert acting.label == "Cán bộ cấp xã – Phường Hà Đông"
    assert (acting.level, NOBODY.label, NOBODY.known) == ("commune", "", False)


def test_the_system_holds_no_permission():
    assert system(ON).permissions == frozenset()


def test_nobody_holds_every_permission_and_marks_stay_away_from_administrators():
    for info in ROLES.values():
        assert info.permissions < frozenset(Permission), info.role
    hidden = {Permission.SHEET_WRITE, Permission.RESULT_VIEW, Permission.DECISION_SIGN}
    assert not ROLES[Role.ADMINISTRATOR].permissions & hidden
    assert not ROLES[Role.AUDITOR].permissions & {Permission.SHEET_WRITE, Permission.PEOPLE_MANAGE}


def test_every_staff_and_council_role_needs_a_second_factor():
    """Producers, their delegates, operators of points and buyers decide about nobody else."""
    outside = {Role.PRODUCER, Role.DELEGATE, Role.POINT_OPERATOR, Role.BUYER}
    assert {role for role, info in ROLES.items() if not info.mfa} == outside
