"""A signed-in person is read together with what they hold, and rights are still asked anew on every request."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.accounts.sources import read_person
from ocop.core.acting import actings_of
from ocop.core.permissions import Role
from tests.factories.accounts import AT, DAY, act, make_appointment, make_person
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer

pytestmark = pytest.mark.django_db


def test_office_is_read_with_its_person_in_one_statement():
    acting = act(Role.SECRETARY, make_units()["01"])
    with CaptureQueriesContext(connection) as asked:
        person = read_person(acting.person.pk, DAY)
        held = actings_of(person, DAY)
    assert len(asked) == 1
    assert [one.key for one in held] == [acting.key]


def test_second_question_reads_anew():
    """What was read beside the person serves once: an office given or ended in the same request counts at once."""
    acting = act(Role.SECRETARY, make_units()["01"])
    person = read_person(acting.person.pk, DAY)
    assert len(actings_of(person, DAY)) == 1
    held = person.appointments.get()
    held.ended_at, held.ended_by = AT, person
    held.save()
    make_appointment(person, Role.AUDITOR, held.unit)
    assert [one.role for one in actings_of(person, DAY)] == [Role.AUDITOR]


def test_membership_is_found_beside_an_office_and_without_one():
    producer = make_producer()
    owner = acting_for(producer).person
    assert [one.party_id for one in actings_of(read_person(owner.pk, DAY), DAY)] == [producer.pk]
    make_appointment(owner, Role.AUDITOR, make_units()["01"])
    assert len(actings_of(read_person(owner.pk, DAY), DAY)) == 2


def test_membership_given_after_the_first_question_counts():
    person = read_person(make_person().pk, DAY)
    assert actings_of(person, DAY) == []
    make_producer(owner=person)
    assert len(actings_of(person, DAY)) == 1


def test_another_day_is_not_answered_from_what_was_read():
    acting = act(Role.SECRETARY, make_units()["01"], until_on=DAY)
    person = read_person(acting.person.pk, DAY)
    assert actings_of(person, DAY.replace(year=DAY.year + 1)) == []
