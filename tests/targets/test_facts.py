"""Figures follow every change, equal a full recount, open to exactly their rows, and roll up."""

from datetime import date, timedelta
from random import Random

import pytest

from ocop.core.indicators import Boundary, indicators, source
from ocop.places.enums import Level
from ocop.targets.actions.facts import refresh_all
from ocop.targets.integrity import facts_equal_recount
from ocop.targets.models import ProducerFact, ProductFact, Rank
from ocop.targets.queries.computing import counts, counts_by, figures, rows_of, scope_of
from tests.factories.targets import make_item, make_maker, random_day, random_world, recognise

pytestmark = pytest.mark.django_db
SEEDS = range(6)
COUNTED = [one.key for one in indicators() if one.counted]
STOCKS = [
    "products_taking_part",
    "evaluated_products",
    "recognised_products",
    "producers",
    "producers_recognised",
]


def snapshot() -> dict[str, list[dict]]:
    hidden = {"id", "_state"}
    return {
        model.__name__: sorted(
            ({k: v for k, v in vars(row).items() if k not in hidden} for row in model.objects.all()), key=repr
        )
        for model in (ProductFact, Rank, ProducerFact)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_facts_kept_step_by_step_equal_a_full_recount(seed):
    random_world(Random(seed))
    kept = snapshot()

    refresh_all()

    assert snapshot() == kept
    assert facts_equal_recount().problems == []


def test_integrity_check_finds_an_altered_fact():
    random_world(Random(1))
    ProductFact.objects.filter(joined_on__isnull=False).update(joined_on=date(2018, 1, 1))

    assert not facts_equal_recount().ok


@pytest.mark.parametrize("seed", SEEDS)
def test_value_is_the_number_of_rows_behind_it(seed):
    rng = Random(seed)
    world = random_world(rng)
    unit = rng.choice(list(world.units.values()))
    scope = scope_of(unit, random_day(rng), boundary=rng.choice(list(Boundary)))

    for found in figures(scope, COUNTED):
        assert found.value == rows_of(found.indicator, scope).count(), found.indicator.key


@pytest.mark.parametrize("seed", SEEDS)
def test_units_roll_up_to_what_is_counted_directly(seed):
    """The nation is its provinces and what names none; a province its communes and what names none."""
    rng = Random(seed)
    world = random_world(rng)
    day, boundary = random_day(rng), rng.choice(list(Boundary))
    wanted = [one for one in indicators() if one.counted and one.source not in ("units", "dossiers")]
    for key, level in (("VN", Level.PROVINCE), ("01", Level.COMMUNE), ("04", Level.COMMUNE)):
        scope = scope_of(world.units[key], day, boundary=boundary)
        whole, parts = counts(scope, wanted), counts_by(scope, wanted, level)
        summed = {one.key: sum(part.get(one.key, 0) for part in parts.values()) for one in wanted}
        assert summed == whole


@pytest.mark.parametrize("seed", SEEDS)
def test_each_unit_of_a_comparison_is_its_own_figure(seed):
    rng = Random(seed)
    world = random_world(rng)
    day = random_day(rng)
    wanted = [one for one in indicators() if one.counted and one.source not in ("units", "dossiers")]
    parts = counts_by(scope_of(world.units["VN"], day), wanted, Level.PROVINCE)
    for key in ("01", "04"):
        assert dict.fromkeys((one.key for one in wanted), 0) | parts.get(key, {}) == counts(
            scope_of(world.units[key], day), wanted
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_cumulative_figures_never_fall(seed):
    rng = Random(seed)
    world = random_world(rng)
    days = sorted(random_day(rng) for _ in range(12))
    scopes = [scope_of(world.units["VN"], day) for day in days]
    rows = [[found.value for found in figures(scope, STOCKS)] for scope in scopes]

    assert all(
        a <= b
        for earlier, later in zip(rows, rows[1:], strict=False)
        for a, b in zip(earlier, later, strict=True)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_stars_are_a_partition_of_the_recognised(seed):
    rng = Random(seed)
    world = random_world(rng)
    scope = scope_of(world.units["VN"], random_day(rng))
    named = ("stars_3", "stars_4", "stars_5", "potential_5", "recognised_products")
    three, four, five, potential, all_of_them = (found.value for found in figures(scope, named))

    assert three + four + five + potential == all_of_them
    assert all_of_them == ProductFact.objects.filter(recognised_on__lte=scope.on).count()


def test_upgrade_counts_once_under_its_newest_stars_and_the_past_stays():
    units = random_world(Random(0), products=0).units
    product = make_item(make_maker(units["09556"]), units["09556"])
    recognise(product, date(2020, 5, 1), 3)
    before = figures(scope_of(units["01"], date(2021, 1, 1)), ["stars_3", "stars_4", "upgraded_in_year"])

    recognise(product, date(2022, 5, 1), 4)

    def asked(day: date) -> list[int]:
        return [
            one.value
            for one in figures(scope_of(units["01"], day), ["stars_3", "stars_4", "upgraded_in_year"])
        ]

    assert [one.value for one in before] == asked(date(2021, 1, 1)) == [1, 0, 0]
    assert asked(date(2022, 5, 1)) == [0, 1, 1]


def test_term_ends_after_its_last_day():
    units = random_world(Random(0), products=0).units
    product = make_item(make_maker(units["09556"]), units["09556"])
    recognise(product, date(2020, 5, 1), 3)
    keys = ["valid_products", "expiring_products", "lapsed_products"]

    def asked(day: date) -> list[int]:
        return [one.value for one in figures(scope_of(units["01"], day), keys)]

    last = date(2023, 5, 1)
    assert asked(last - timedelta(days=181)) == [1, 0, 0]
    assert asked(last) == [1, 1, 0]
    assert asked(last + timedelta(days=1)) == [0, 0, 1]


def test_record_counts_in_its_district_of_then_and_its_commune_of_today():
    units = random_world(Random(0), products=0).units
    product = make_item(make_maker(units["09556"]), units["10117"])
    recognise(product, date(2020, 5, 1), 4, words=("", "quận Hà Đông", "Hà Nội"))

    def asked(key: str, boundary: Boundary) -> int:
        scope = scope_of(units[key], date(2026, 1, 1), boundary=boundary)
        return figures(scope, ["recognised_products"])[0].value

    assert asked("2025-D268", Boundary.NOW) == 1  # a former district is always counted on its own map
    assert (asked("10117", Boundary.NOW), asked("10117", Boundary.THEN)) == (1, 0)
    assert (asked("01", Boundary.NOW), asked("01", Boundary.THEN)) == (1, 1)


def test_two_sources_about_one_decision_are_one_recognition():
    units = random_world(Random(0), products=0).units
    product = make_item(make_maker(units["09556"]), units["09556"])
    recognise(product, date(2020, 5, 1), 3)
    recognise(product, date(2020, 5, 1), 3)
    recognise(product, None, 3, year=2020)

    assert Rank.objects.count() == 1


def test_every_source_can_show_its_columns():
    random_world(Random(3))
    for one in indicators():
        if one.counted:
            for path in (path for _, path in source(one.source).columns):
                first = path.split(".")[0].removeprefix("get_").removesuffix("_display")
                assert hasattr(source(one.source).model, first), f"{one.key}: {path}"
