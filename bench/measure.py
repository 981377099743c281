"""Interleaved rounds, ratios inside each round, and the verdict."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Call = Callable[[], object]


@dataclass
class Row:
    """One line of the table: our page against a floor. `must` and `reach` are the largest ratios allowed."""

    number: int
    name: str
    ours: str
    floor: str
    must: float
    reach: float
    sql: int = 0
    most_sql: int = 0
    ratios: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def band(self) -> tuple[float, float]:
        """The 10th and the 90th percentile of the rounds' ratios."""
        if len(self.ratios) < 2:
            return self.median, self.median
        cuts = statistics.quantiles(self.ratios, n=10)
        return cuts[0], cuts[-1]

    @property
    def verdict(self) -> str:
        if self.sql > self.most_sql or self.median > self.must:
            return "MISSED"
        return "reach" if self.median <= self.reach else "must"


def per_call(call: Call, times: int) -> float:
    """Milliseconds of one call: the fastest of a few, so that other work on the machine weighs little."""
    return min(_times(call, times))


def median_call(call: Call, times: int) -> float:
    """Milliseconds of the middle one: for addresses that differ from call to call."""
    return statistics.median(_times(call, times))


def _times(call: Call, times: int) -> list[float]:
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        call()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def run_rounds(
    calls: dict[str, tuple[Call, int]], rounds: int, pick: Callable[[Call, int], float] = per_call
) -> dict[str, list[float]]:
    """Every round visits all pages once, in rotated order, so that noise falls on all of them alike."""
    names = list(calls)
    for call, _ in calls.values():
        call()
    found: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            call, times = calls[name]
            found[name].append(pick(call, times))
    return found


def cpu_per_call(call: Call, times: int, cpu_ms: Callable[[], float]) -> float:
    """Milliseconds of the server's processor time for one call."""
    before = cpu_ms()
    for _ in range(times):
        call()
    return (cpu_ms() - before) / times
