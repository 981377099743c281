"""Stop rules that marks point to."""

from decimal import Decimal

from ocop.rulebook.criteria import get_set
from ocop.rulebook.stops import possible_stops

ZERO = Decimal(0)


def test_zero_on_a_sensory_item_of_bottled_water_stops_for_certain():
    water = get_set("26/2026/QĐ-TTg#16")
    points = {one.code: one.max_points for one in water.criteria}
    assert possible_stops(water, points) == []
    (stop,) = possible_stops(water, points | {"6.2": ZERO, "6.4": ZERO, "2.3": ZERO})
    assert (stop.rule.key, stop.rule.effect, stop.criteria, stop.certain) == (
        "sensory_zero",
        "stop",
        ("6.2", "6.4"),
        True,
    )


def test_a_zero_where_another_rule_stands_is_only_a_hint():
    snacks = get_set("26/2026/QĐ-TTg#7")
    stops = possible_stops(snacks, {"2.1": ZERO, "6.1": ZERO})
    assert sorted((stop.rule.effect, stop.criteria) for stop in stops) == [
        ("disqualify", ("2.1",)),
        ("stop", ("6.1",)),
    ]
    assert not any(stop.certain for stop in stops)


def test_criteria_without_points_yet_say_nothing():
    assert possible_stops(get_set("26/2026/QĐ-TTg#16"), {}) == []
