"""Indicators and the coverage page equal a recount of the records in plain Python."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.rulebook.training import Coverage, Taught, coverage
from ocop.targets.models import ProducerFact
from ocop.targets.queries.computing import figures, scope_of
from ocop.training.models import Course, Enrolment, Trainee
from ocop.training.queries.coverage import coverage_of, not_trained
from tests.factories.accounts import AT, DAY
from tests.factories.places import make_units
from tests.factories.producers import make_producer
from tests.factories.training import course_data, hold, make_course, organiser, put_in

pytestmark = pytest.mark.django_db
ROLES = ("leader", "worker")
# producer, person, role, days ago completed (or not), certified
ROWS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(0, 2),
        st.sampled_from(ROLES),
        st.none() | st.integers(-5, 5),
        st.booleans(),
    ),
    max_size=14,
)


@given(rows=ROWS, joined=st.sets(st.integers(0, 3)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_equal_a_recount(rows, joined):
    unit = make_units()["09556"]  # figures of provinces are kept by events, which this test goes around
    Enrolment.objects.all().delete()
    Trainee.objects.all().delete()
    ProducerFact.objects.all().delete()
    producers = [make_producer() for _ in range(4)]
    for number in joined:
        ProducerFact.objects.create(
            producer=producers[number], joined_on=DAY - timedelta(days=9), now_province="01", now_unit="09556"
        )
    taught = [_write(number, row, producers) for number, row in enumerate(rows)]
    expected = coverage({producers[number].pk for number in joined}, taught, DAY)

    assert coverage_of(unit, DAY) == expected
    missing = {row.producer_id for row in not_trained(unit, DAY)}
    trained = {one.producer for one in taught if one.completed_on and one.completed_on <= DAY}
    assert missing == {producers[number].pk for number in joined} - trained
    keys = ("trained_producers_share", "trained_managers_share", "certified_workers_share")
    shares = (expected.producers_share, expected.leaders_share, expected.certified_share)
    assert tuple(one.value for one in figures(scope_of(unit, DAY), keys)) == shares


def _write(number: int, row: tuple, producers: list) -> Taught:
    where, who, role, ago, certified = row
    course = Course.objects.create(
        code=f"LH-{number}-{Course.objects.count()}",
        unit=make_units()["01"],
        created_at=AT,
        state_at=AT,
        **course_data(),
    )
    producer = producers[where]
    person, _ = Trainee.objects.get_or_create(
        producer=producer, name=f"Người {who}", defaults={"role": role, "unit": producer.unit}
    )
    day = None if ago is None else DAY - timedelta(days=ago)
    given_on = day if day and certified else None
    Enrolment.objects.create(
        code=course.code,
        token=course.code,
        course=course,
        trainee=person,
        role=role,
        standing="going",
        enrolled_at=AT,
        completed_on=day,
        certified_on=given_on,
        certificate_no=f"1/{course.code}" if given_on else "",
    )
    return Taught(person.pk, producer.pk, role, day, given_on)


def test_a_share_of_nothing_is_nothing_and_whole_shares_are_exact():
    assert Coverage(0, 0, 0, 0, 0).producers_share is None
    assert Coverage(3, 2, 1, 4, 1).producers_share == Fraction(200, 3)
    assert Coverage(3, 2, 1, 4, 1).certified_share == 25


def test_courses_count_when_they_are_over_in_their_period():
    by = organiser()
    course = make_course(by, hours=("4",), ends_on=DAY)
    one = put_in(course, by, producer=make_producer())
    keys = ("training_classes", "conferences", "study_trips")

    def now() -> list:
        return [found.value for found in figures(scope_of(make_units()["01"], DAY), keys)]

    assert now() == [0, 0, 0]
    hold(course, by, {course.sessions.get(): [one]})
    assert now() == [1, 0, 0]
    last_year = DAY.replace(year=DAY.year - 1)
    assert [f.value for f in figures(scope_of(make_units()["01"], last_year), keys)] == [0, 0, 0]
