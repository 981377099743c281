"""The slot plan: no clash, nothing lost to the greedy plan, what is fixed stays, the same input gives the same plan."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.rulebook.meetings import FIRST, Meeting, Setting, clashes, value
from ocop.rulebook.meetings.planning import greedy, plan

PRODUCERS, BUYERS, SLOTS = list(range(6)), list(range(100, 104)), 4


@st.composite
def problems(draw: st.DrawFn) -> Setting:
    pairs = [(producer, buyer) for producer in PRODUCERS for buyer in BUYERS]
    wishes = draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 80)))
    people = [("producer", one) for one in PRODUCERS] + [("buyer", one) for one in BUYERS]
    away = draw(st.frozensets(st.tuples(st.sampled_from(people), st.integers(1, SLOTS)), max_size=8))
    kept: list[Meeting] = []
    for one in draw(
        st.lists(
            st.builds(Meeting, st.sampled_from(PRODUCERS), st.sampled_from(BUYERS), st.integers(1, SLOTS)),
            max_size=3,
        )
    ):
        if not clashes(Setting(PRODUCERS, BUYERS, SLOTS, {}, fixed=(*kept, one)), [*kept, one]):
            kept.append(one)
    breaks = draw(st.frozensets(st.integers(1, SLOTS), max_size=1))
    gone = frozenset((side, key, slot) for (side, key), slot in away)
    return Setting(PRODUCERS, BUYERS, SLOTS, wishes, gone, tuple(kept), breaks)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_plans_have_no_clash_and_are_never_worse_than_the_greedy_plan(setting: Setting) -> None:
    found, simple = plan(setting), greedy(setting)
    assert clashes(setting, found) == [] and clashes(setting, simple) == []
    assert value(setting, found) >= value(setting, simple)
    assert set(setting.fixed) <= set(found)
    assert all((one.producer, one.buyer) in setting.wishes for one in found if one not in setting.fixed)
    assert all(one.slot not in setting.breaks for one in found if one not in setting.fixed)
    assert plan(setting) == found


def test_the_greedy_plan_can_be_beaten() -> None:
    """The greatest wish first leaves one producer without anybody."""
    setting = Setting([1, 2], [9], 1, {(1, 9): 10, (2, 9): 11})
    assert plan(setting) == [Meeting(2, 9, 1)]
    away = frozenset({("producer", 2, 1)})
    two = Setting([1, 2], [9], 2, {(1, 9): 30, (2, 9): 20}, away)
    assert value(two, greedy(two)) == value(two, plan(two)) == 50 + 2 * FIRST
    late = Setting([1, 2], [9], 2, {(1, 9): 30, (2, 9): 20}, frozenset({("producer", 2, 2)}))
    assert value(late, greedy(late)) == 30 + FIRST < value(late, plan(late)) == 50 + 2 * FIRST


def test_clashes_name_the_kind_and_the_later_meeting() -> None:
    setting = Setting([1, 2], [8, 9], 2, {}, frozenset({("buyer", 9, 2)}), breaks=frozenset({1}))
    told = clashes(setting, [Meeting(1, 8, 2), Meeting(1, 9, 2), Meeting(2, 8, 2), Meeting(2, 8, 1)])
    assert {kind for kind, _ in told} == {"producer", "buyer", "away", "twice"}


def test_a_whole_conference_is_planned_without_clash() -> None:
    wishes = {(p, b): (p * 7 + b * 3) % 60 + 1 for p in range(70) for b in range(100, 120) if (p + b) % 3}
    setting = Setting(list(range(70)), list(range(100, 120)), 12, wishes)
    found = plan(setting)
    assert clashes(setting, found) == [] and len(found) == 240
    assert {one.producer for one in found} == set(range(70))
