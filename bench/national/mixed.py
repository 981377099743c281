"""Rows 19 and 20: an ordinary day with sixteen people at once, and the memory of the workers after all of it."""

import random
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import Server

PEOPLE, SECONDS = 16, 60
THINK = (
    0.25  # seconds between two clicks, on average: people read; without it the queue itself would be measured
)
SHARES = (("public", 0.7), ("officer", 0.2), ("scoring", 0.1))
LIMIT, AIM = 10, 6  # p95 as a multiple of the same class's median when nobody else is there
LONGEST_WRITE_MS = 1000


@dataclass
class Day:
    """Milliseconds by class, alone and together."""

    alone: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name, _ in SHARES})
    together: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name, _ in SHARES})
    faults: list[str] = field(default_factory=list)

    def factor(self, name: str) -> float:
        return p95(self.together[name]) / statistics.median(self.alone[name])

    @property
    def verdict(self) -> str:
        worst = max(self.factor(name) for name, _ in SHARES)
        if self.faults or worst > LIMIT or max(self.together["scoring"]) > LONGEST_WRITE_MS:
            return "MISSED"
        return "reach" if worst <= AIM else "must"


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def live_through(makers: list[dict[str, Callable[[], None]]], *, seconds: float = SECONDS) -> Day:
    """`makers`: for each person, what a click of each class does. First one person alone, then all."""
    day = Day()
    for name, _ in SHARES:
        for _ in range(30):
            day.alone[name].append(_timed(makers[0][name]))
    end = time.monotonic() + seconds
    lock = threading.Lock()

    def live(place: int) -> None:
        chance = random.Random(place)
        while time.monotonic() < end:
            name = chance.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
            try:
                took = _timed(makers[place][name])
            except (Exception, SystemExit) as fault:  # who drops out unseen makes the day easier
                with lock:
                    day.faults.append(f"{type(fault).__name__}: {fault}"[:200])
                return
            with lock:
                day.together[name].append(took)
            time.sleep(chance.expovariate(1 / THINK))

    threads = [threading.Thread(target=live, args=(place,)) for place in range(len(makers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return day


def _timed(call: Callable[[], None]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def pss_mib(server: Server) -> float:
    """Of the server and its workers: shared pages are split among those who share them."""
    total = 0
    for pid in _family(server.pid):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _family(pid: int) -> list[int]:
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found
