"""Who gets what is left of a year's money: first come by complete file, nobody overtakes.

No rule of the programme orders the queue; “first complete, first paid, no overtaking” is the named setting of this
system since 2026-11-22, so that nobody is left behind because the claim is a large one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """A complete claim that waits for approval."""

    key: str
    amount: int
    complete_at: datetime


@dataclass(frozen=True)
class Place:
    """Where a claim stands: its number in the queue, what those before it take, and whether the money reaches it."""

    number: int
    ahead: int
    covered: bool


def queue(left: int | None, waiting: Sequence[Waiting]) -> dict[str, Place]:
    """Claim key → its place. `left` is None where the policy has no cap for the year."""
    found: dict[str, Place] = {}
    ahead, open_ = 0, True
    for number, one in enumerate(sorted(waiting, key=lambda w: (w.complete_at, w.key)), 1):
        open_ = open_ and (left is None or ahead + one.amount <= left)
        found[one.key] = Place(number, ahead, open_)
        ahead += one.amount
    return found
