"""Kept sums say what a recount says: any history, any unit, any day, either map; and a change costs little."""

from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as often
from hypothesis import strategies as st

from ocop.core.clock import local_date
from ocop.core.indicators import Boundary, indicators
from ocop.core.permissions import Role
from ocop.places.models import Unit
from ocop.recognition.actions import revoking
from ocop.recognition.signals import standing_changed
from ocop.rulebook.tallies import COLUMNS, RankDays, rank_changes
from ocop.targets.actions import tallies
from ocop.targets.actions.facts import refresh, refresh_all
from ocop.targets.integrity import facts_equal_recount, kept_equal_recount
from ocop.targets.listening import follow_standing
from ocop.targets.models import Registration, Tally, UnitStart
from ocop.targets.queries import kept
from ocop.targets.queries.computing import counts_at, figures, recounted_at, scope_of
from tests.factories.accounts import AT, act, signed_in
from tests.factories.recognition import make_certificate, make_office
from tests.factories.targets import (
    make_item,
    make_maker,
    random_day,
    random_record,
    random_registration,
    random_world,
    recognise,
)

pytestmark = pytest.mark.django_db
KEPT = [one for one in indicators() if one.key in kept.KEPT]
MANY = often(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def assert_kept_is_recounted(world, rng: Random) -> None:
    for unit in world.units.values():
        on = random_day(rng)
        start = rng.choice([None, on - timedelta(days=rng.randrange(500))])
        boundary = rng.choice(list(Boundary))
        scopes = [scope_of(unit, on, start=start, boundary=boundary)]
        scopes.append(scope_of(unit, date(on.year - 1, 12, 31), boundary=boundary))
        told, real = counts_at(scopes, KEPT), recounted_at(scopes, KEPT)
        assert [set(a.items()) ^ set(b.items()) for a, b in zip(real, told, strict=True)] == [set(), set()], (
            unit.key,
            scopes,
        )


def shake(world, rng: Random) -> None:
    """One thing that happens in a year: a record, a move, a registration withdrawn, a unit that ends, a night's folding."""
    what = rng.randrange(6)
    product = rng.choice(world.products)
    if what == 0:
        random_record(product, rng)
    elif what == 1:
        product.unit = rng.choice([*world.units.values(), None])
        product.save()
    elif what == 2:
        random_registration(product, rng, world.units["09556"]) if not product.registrations.filter(
            withdrawn_on=None
        ).exists() else None
    elif what == 3 and (line := Registration.objects.filter(withdrawn_on=None).first()):
        line.withdrawn_on = random_day(rng)
        line.save()
    elif what == 4:
        maker = product.producer
        maker.unit = rng.choice([*world.units.values(), None])
        maker.save()
    else:
        tallies.fold()


@given(seed=st.integers(0, 2**32))
@MANY
def test_kept_sums_equal_a_recount_over_any_history(seed):
    with transaction.atomic():
        rng = Random(seed)
        world = random_world(rng, products=12)
        for _ in range(10):
            shake(world, rng)
        assert_kept_is_recounted(world, rng)
        assert kept_equal_recount().problems == []
        assert facts_equal_recount().problems == []
        transaction.set_rollback(True)


days = st.dates(date(2019, 1, 1), date(2024, 12, 31))
spans = st.tuples(days, st.integers(-3, 200) | st.none())


@given(
    begin=days,
    ended=st.none() | days,
    revoked=st.none() | days,
    pauses=st.lists(spans, max_size=4),
    before=st.sampled_from([None, 3, 4]),
)
def test_every_day_of_a_recognition_is_in_at_most_one_state(begin, ended, revoked, pauses, before):
    """Valid, suspended, lapsed and revoked exclude each other, whatever overlaps; nothing ever counts twice."""
    parts = tuple((first, None if more is None else first + timedelta(days=more)) for first, more in pauses)
    after = None if ended is None or ended <= begin else ended
    until = begin + timedelta(days=400)
    rank = RankDays(begin, after, after, 3, False, before, "I", until, True, revoked, parts)
    changes = list(rank_changes(rank))

    assert {column for _, column, _ in changes} <= set(COLUMNS)
    for day in (begin, until, until + timedelta(days=1), *(day for day, _, _ in changes)):
        now = {name: sum(n for on, c, n in changes if c == name and on <= day) for name in COLUMNS}
        assert all(0 <= n <= 1 for n in now.values())
        recognised = begin <= day and (after is None or day < after)
        states = now["valid"] + now["suspended"] + now["lapsed"] + now["revoked"]
        assert states == (1 if recognised and (revoked is None or revoked > day or day >= revoked) else 0)
        assert now["expiring"] <= now["valid"]


def test_folding_and_rebuilding_change_no_figure():
    rng = Random(4)
    world = random_world(rng)
    scope = scope_of(world.units["VN"], date(2026, 6, 1))
    before, rows = counts_at([scope], KEPT), Tally.objects.count()

    tallies.fold()

    assert counts_at([scope], KEPT) == before
    assert Tally.objects.count() < rows
    folded = sorted(Tally.objects.values_list("place", "grain", "year", "day", *COLUMNS))
    starts = sorted(UnitStart.objects.values_list("path", "key", "first_on"))
    refresh_all()
    assert sorted(UnitStart.objects.values_list("path", "key", "first_on")) == starts
    noughts = (0,) * len(COLUMNS)
    assert sorted(Tally.objects.values_list("place", "grain", "year", "day", *COLUMNS)) == [
        row for row in folded if row[4:] != noughts
    ]


def test_check_finds_an_altered_sum():
    random_world(Random(1))
    one = Tally.objects.filter(place="VN", grain="d").first()
    Tally.objects.filter(pk=one.pk).update(valid=one.valid + 1)

    assert any("VN" in problem for problem in kept_equal_recount().problems)


def statements(call) -> int:
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def test_changes_cost_the_same_in_a_small_and_a_large_register():
    units = random_world(Random(0), products=0).units
    costs = []
    for size in (1, 60):
        for _ in range(size):
            recognise(make_item(make_maker(units["09556"]), units["09556"]), date(2021, 5, 1))
        product = make_item(make_maker(units["09556"]), units["09556"])
        told = []
        for on in (date(2022, 5, 1), date(2025, 5, 1)):
            standing_changed.disconnect(dispatch_uid="targets")
            recognise(product, on, words=("Phường Hà Cầu", "quận Hà Đông", "Hà Nội"))
            standing_changed.connect(follow_standing, dispatch_uid="targets")
            told.append(statements(partial(refresh, [product.pk])))
        told.append(statements(partial(refresh, [product.pk])))
        costs.append(told)

    assert costs[0][1:] == costs[1][1:]
    assert costs[1][1] <= 4  # again: read, ranks, sums
    assert costs[1][2] == 1  # nothing changed: read


def test_sums_follow_a_unit_that_ends_and_one_that_moves():
    """Without a word to the products in it: the boundary alone has changed."""
    units = random_world(Random(0), products=0).units
    recognise(make_item(make_maker(units["09556"]), units["09556"]), date(2021, 5, 1))
    day = date(2026, 11, 20)

    moved = Unit.objects.get(key="09556")
    moved.province_key = "04"
    moved.save()
    assert [counted(units[key], day) for key in ("01", "04", "VN")] == [0, 1, 1]

    moved.valid_to, moved.parent = date(2026, 11, 1), None
    moved.save()
    assert [counted(units[key], day) for key in ("01", "04", "VN")] == [0, 0, 1]
    assert kept_equal_recount().problems == []


def counted(unit: Unit, day: date) -> int:
    return figures(scope_of(unit, day), ["recognised_products"])[0].value


def test_suspension_and_its_end_count_from_their_days(settings):
    settings.OCOP_DEMO = True
    office = make_office()
    certificate = make_certificate(office)
    keys = ["valid_products", "suspended_products"]
    scope = scope_of(Unit.objects.get(key="01"), local_date(AT))

    stop = revoking.suspend(certificate=certificate, reason="Kiểm tra", by=office.publisher, at=AT)
    assert [one.value for one in figures(scope, keys)] == [0, 1]

    revoking.lift_suspension(suspension=stop, by=office.publisher, at=AT)
    assert [one.value for one in figures(scope, keys)] == [1, 0]
    assert kept_equal_recount().problems == []


def test_dashboard_asks_nine_times_with_any_register():
    """Five statements are those of every signed-in page."""
    units = random_world(Random(0), products=0).units
    for key, role in (
        ("VN", Role.CENTRAL_OFFICE),
        ("01", Role.PROVINCE_OFFICE),
        ("09556", Role.COMMUNE_OFFICER),
    ):
        browser = signed_in(act(role, units[key]))
        ask = partial(browser.get, reverse("targets:dashboard"))
        ask()
        few = statements(ask)
        for _ in range(5):
            recognise(make_item(make_maker(units["09556"]), units["09556"]), date(2026, 3, 1))
        assert statements(ask) == few <= 9
