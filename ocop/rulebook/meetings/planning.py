"""Planning: the greedy plan first, then one slot after the other is settled anew by the best assignment there is.

With all other slots held, the best use of one slot is a maximum assignment, which scipy solves exactly. A slot is changed
only when that gains points, so the plan never gets worse than the one it began with (docs/adr/0031). It begins twice, from
the greedy plan and from nothing but the fixed meetings, and keeps the better end.
"""

from collections.abc import Iterable

import numpy as np

from ocop.rulebook.meetings.model import FIRST, Meeting, Setting, value

MOST_SWEEPS = 12


def greedy(setting: Setting) -> list[Meeting]:
    """The greatest wish first, each at the earliest time that suits both."""
    held = list(setting.fixed)
    busy = _busy(held)
    met = {(one.producer, one.buyer) for one in held}
    for (producer, buyer), _ in sorted(setting.wishes.items(), key=lambda wish: (-wish[1], wish[0])):
        if (producer, buyer) in met:
            continue
        for slot in setting.times:
            one = Meeting(producer, buyer, slot)
            if _free(one, busy) and setting.present(one):
                held.append(one)
                busy |= _busy([one])
                break
    return sorted(held, key=_order)


def plan(setting: Setting) -> list[Meeting]:
    """The best plan found; the same setting gives the same plan."""
    ends = [_improved(setting, start) for start in (greedy(setting), list(setting.fixed))]
    return max(ends, key=lambda held: value(setting, held))


def _busy(meetings: Iterable[Meeting]) -> set[tuple[str, int, int]]:
    return {mark for one in meetings for mark in (("p", one.producer, one.slot), ("b", one.buyer, one.slot))}


def _free(one: Meeting, busy: set[tuple[str, int, int]]) -> bool:
    return ("p", one.producer, one.slot) not in busy and ("b", one.buyer, one.slot) not in busy


def _order(one: Meeting) -> tuple[int, int, int]:
    return (one.slot, one.buyer, one.producer)


def _improved(setting: Setting, start: list[Meeting]) -> list[Meeting]:
    held = start
    for _ in range(MOST_SWEEPS):
        before = value(setting, held)
        for slot in setting.times:
            held = _settled(setting, held, slot)
        if value(setting, held) == before:
            break
    return sorted(held, key=_order)


def _settled(setting: Setting, held: list[Meeting], slot: int) -> list[Meeting]:
    """The plan with the best use of this slot; unchanged when nothing is gained."""
    others = [one for one in held if one.slot != slot or one in setting.fixed]
    found = others + _assigned(setting, others, slot)
    return found if value(setting, found) > value(setting, held) else held


def _assigned(setting: Setting, others: list[Meeting], slot: int) -> list[Meeting]:
    """A maximum assignment among those who are free and have not met."""
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # slow to load

    busy = _busy(one for one in others if one.slot == slot)
    met = {(one.producer, one.buyer) for one in others}
    served = {one.producer for one in others}
    rows = {producer: place for place, producer in enumerate(setting.producers)}
    columns = {buyer: place for place, buyer in enumerate(setting.buyers)}
    gain = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for (producer, buyer), points in setting.wishes.items():
        one = Meeting(producer, buyer, slot)
        if (producer, buyer) not in met and _free(one, busy) and setting.present(one):
            gain[rows[producer], columns[buyer]] = points + (0 if producer in served else FIRST)
    chosen = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    return [
        Meeting(setting.producers[row], setting.buyers[column], slot)
        for row, column in chosen
        if gain[row, column]
    ]
