"""Value chains: how much of the output goes through contracts, and for how long without a gap.

The criteria sets ask whether a chain is firm, not by which figure: the share and the months are facts shown beside the
options (setting of 22/11/2026), never a choice made by the system.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Contract:
    """From its first day to its last (`None`: open), for that share of the output in per cent (`None`: not stated)."""

    from_on: date
    until_on: date | None = None
    share: Decimal | None = None

    def runs(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


def months_between(first: date, last: date) -> int:
    """Whole months: from 15 January to 14 March is one, to 15 March two."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (last.day < first.day))


def share_of_output(contracts: Iterable[Contract], on: date) -> Decimal:
    """What the contracts running on that day carry together; contracts without a share add nothing."""
    return sum((one.share for one in contracts if one.share and one.runs(on)), Decimal(0))


def stable_months(contracts: Iterable[Contract], on: date) -> int:
    """Whole months since the beginning of the unbroken series of contracts that runs on that day; 0 when none runs."""
    start, again = on + DAY, True
    known = [one for one in contracts if one.from_on <= on]
    while again:
        again = False
        for one in known:
            if one.from_on < start and (one.until_on is None or one.until_on >= start - DAY):
                start, again = one.from_on, True
    return months_between(start, on) if start <= on else 0
