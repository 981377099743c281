"""A conference as a puzzle, and what a plan of it is worth. The programme rules are silent; settings since 22/11/2026."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

FIRST = (
    50  # points for every producer that meets somebody at all: a day's journey for nothing is the worst plan
)


class Meeting(NamedTuple):
    producer: int
    buyer: int
    slot: int


@dataclass(frozen=True)
class Setting:
    """`wishes`: pair → points above zero; other pairs never meet. `away`: ("producer" or "buyer", key, slot).
    `fixed` meetings stay as they are, also without a wish."""

    producers: Sequence[int]
    buyers: Sequence[int]
    slots: int
    wishes: Mapping[tuple[int, int], int]
    away: frozenset[tuple[str, int, int]] = frozenset()
    fixed: tuple[Meeting, ...] = ()
    breaks: frozenset[int] = field(default_factory=frozenset)

    @property
    def times(self) -> list[int]:
        """Slots in which people meet, from 1."""
        return [slot for slot in range(1, self.slots + 1) if slot not in self.breaks]

    def present(self, meeting: Meeting) -> bool:
        gone = {("producer", meeting.producer, meeting.slot), ("buyer", meeting.buyer, meeting.slot)}
        return meeting.slot in self.times and not gone & self.away


def value(setting: Setting, meetings: Iterable[Meeting]) -> int:
    """Points of the wishes that come true, and `FIRST` for each producer with a meeting."""
    held = list(meetings)
    wished = sum(setting.wishes.get((one.producer, one.buyer), 0) for one in held)
    return wished + FIRST * len({one.producer for one in held})


def clashes(setting: Setting, meetings: Iterable[Meeting]) -> list[tuple[str, Meeting]]:
    """What is wrong with a plan: ("producer" | "buyer" | "twice" | "away", the later meeting). Empty: it can be held."""
    wrong: list[tuple[str, Meeting]] = []
    seen: set[tuple[str, int, int]] = set()
    fixed = set(setting.fixed)
    for one in meetings:
        marks = [
            ("producer", one.producer, one.slot),
            ("buyer", one.buyer, one.slot),
            ("twice", one.producer, one.buyer),
        ]
        wrong += [(mark[0], one) for mark in marks if mark in seen]
        if one not in fixed and not setting.present(one):
            wrong.append(("away", one))
        seen.update(marks)
    return wrong
