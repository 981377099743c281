"""One size of `make bench-growth`: serves its database, and answers lines of words with lines of JSON."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import django

from bench.servers import CHECKOUT, serving

FEW = 40  # addresses whose plans are read, of each page


def main() -> None:
    django.setup()
    from bench.national import pages, plans, truth
    from bench.national.fetching import Fetch

    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=CHECKOUT, check=True)
    with serving("config.settings", workers=2) as ours, serving("bench.floor_settings", workers=1) as floor:
        visitor = Fetch(ours.port)
        chosen = pages.choose(visitor)
        calls = chosen.calls(visitor, Fetch(floor.port))
        for call, _ in calls.values():
            call()
        answers: dict[str, Callable[..., Any]] = {
            "names": lambda: [name for name in calls if name != "again"],
            "check": lambda: truth.check(chosen, visitor, whole=False),
            "time": lambda name: [_timed(calls[name][0]) for _ in range(calls[name][1])],
            "plans": lambda *names: plans.faults(_few(chosen.paths, names)),
        }
        for line in sys.stdin:
            word, *rest = line.split()
            print(json.dumps(answers[word](*rest)), flush=True)


def _few(paths: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [path for name in names for path in paths.get(name, ())[:FEW]]


def _timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
