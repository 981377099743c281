"""Planning: the greedy plan first, then slots are emptied and filled again by the best assignment there is.

With all other slots held, the best use of one slot is a maximum assignment, which scipy solves exactly. Slots are changed
only when that gains points, so the plan never gets worse than the one it began with (docs/adr/0031). It begins twice, from
the greedy plan and from nothing but the fixed meetings, and keeps the better end.
"""

from collections.abc import Iterable
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from ocop.rulebook.meetings.model import FIRST, Meeting, Setting, value

MOST_SWEEPS = 3
Table = NDArray[np.int64]


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
    board = _Board(setting)
    ends = [board.improved(start) for start in (greedy(setting), list(setting.fixed))]
    return max(ends, key=lambda held: value(setting, held))


def _busy(meetings: Iterable[Meeting]) -> set[tuple[str, int, int]]:
    return {mark for one in meetings for mark in (("p", one.producer, one.slot), ("b", one.buyer, one.slot))}


def _free(one: Meeting, busy: set[tuple[str, int, int]]) -> bool:
    return ("p", one.producer, one.slot) not in busy and ("b", one.buyer, one.slot) not in busy


def _order(one: Meeting) -> tuple[int, int, int]:
    return (one.slot, one.buyer, one.producer)


class _Board:
    """The wishes as a table (a row for each producer, a column for each buyer), and who is there at each time."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.fixed = set(setting.fixed)
        self.rows = {producer: place for place, producer in enumerate(setting.producers)}
        self.columns = {buyer: place for place, buyer in enumerate(setting.buyers)}
        self.points: Table = np.zeros((len(self.rows), len(self.columns)), dtype=np.int64)
        for (producer, buyer), worth in setting.wishes.items():
            self.points[self.rows[producer], self.columns[buyer]] = worth
        self.away = {
            slot: (
                [self.rows[key] for side, key, at in setting.away if side == "producer" and at == slot],
                [self.columns[key] for side, key, at in setting.away if side == "buyer" and at == slot],
            )
            for slot in setting.times
        }

    def improved(self, start: list[Meeting]) -> list[Meeting]:
        """Single slots first, then two at a time in both orders: a meeting may have to make room in another slot."""
        times = self.setting.times
        steps = [*((slot,) for slot in times), *permutations(times, 2)]
        held = start
        for _ in range(MOST_SWEEPS):
            before = value(self.setting, held)
            for slots in steps:
                held = self.settled(held, slots)
            if value(self.setting, held) == before:
                break
        return sorted(held, key=_order)

    def settled(self, held: list[Meeting], slots: tuple[int, ...]) -> list[Meeting]:
        """The plan with these slots emptied and filled again one after the other; unchanged when nothing is gained."""
        found = [one for one in held if one.slot not in slots or one in self.fixed]
        for slot in slots:
            found += self.assigned(found, slot)
        return found if value(self.setting, found) > value(self.setting, held) else held

    def assigned(self, others: list[Meeting], slot: int) -> list[Meeting]:
        """A maximum assignment among those who are free and have not met."""
        from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # slow to load

        gain = np.where(self.points > 0, self.points + FIRST, 0)
        for one in others:
            row = self.rows[one.producer]
            gain[row] = self.points[row]  # has a first meeting already
        for one in others:
            row, column = self.rows[one.producer], self.columns[one.buyer]
            gain[row, column] = 0
            if one.slot == slot:
                gain[row, :] = gain[:, column] = 0
        absent, missing = self.away[slot]
        gain[absent, :] = gain[:, missing] = 0
        chosen = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
        producers, buyers = self.setting.producers, self.setting.buyers
        return [Meeting(producers[row], buyers[column], slot) for row, column in chosen if gain[row, column]]
