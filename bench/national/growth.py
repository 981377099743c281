"""`make bench-growth`: the same pages at ×1, ×10 and ×100 in rotated rounds of one run; growth = p95 there over p95 at ×1.

One server keeps a database for each size in the cache folder between runs (OCOP_BENCH_CACHE, /var/tmp/ocop-bench).
"""

import argparse
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import Any

from bench.national import loading
from bench.national.rows import GROWTH, WORST_SEARCH_MS
from bench.reporting import RESULTS, say

BASE = 20_000
MADE_BY = ("ocop/demo/nation",)
DERIVED_BY = ("ocop/registry",)
PLANNED = ("check", "list", "filtered", "deep", "product", "search", "suggest", "api", "api_search")


def run(options: argparse.Namespace) -> int:
    scales = sorted({int(scale) for scale in options.scales.split(",")} | {1})
    loading.CACHE.mkdir(parents=True, exist_ok=True)
    with loading.kept_server() as server, ExitStack() as stack:
        for scale in scales:
            _make(server, scale * BASE)
        found = {scale: stack.enter_context(_Asked(server, scale * BASE)) for scale in scales}
        return measure(found, options)


def _make(server: str, products: int) -> None:
    """In a process of its own: a Django knows one database. What is there and made by the same code is kept."""
    name = _name(products)
    if not _exists(server, name):
        loading.check_disk(products)
        _sql(server, f"CREATE DATABASE {name}")
    command = [sys.executable, "-m", "bench.national.filling", str(products)]
    environment = {**os.environ, "DATABASE_URL": server + name, "PYTHONPATH": str(loading.CHECKOUT)}
    done = subprocess.run(command, cwd=loading.CHECKOUT, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"Không dựng được dữ liệu {products} sản phẩm.")


def _name(products: int) -> str:
    return f"nation_{products}"


def _sql(server: str, statement: str) -> Any:
    import psycopg

    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        return connection.execute(statement)


def _exists(server: str, name: str) -> bool:
    import psycopg

    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


class _Asked:
    """A process with the servers of one size: it answers how long a page took, and what its plans are."""

    def __init__(self, server: str, products: int) -> None:
        command = [sys.executable, "-m", "bench.national.asking"]
        environment = {
            **os.environ,
            "DATABASE_URL": server + _name(products),
            "PYTHONPATH": str(loading.CHECKOUT),
        }
        self.process = subprocess.Popen(
            command,
            cwd=loading.CHECKOUT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "_Asked":
        self.names: list[str] = self.ask("names")
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(timeout=30)

    def ask(self, *words: str) -> Any:
        import json

        if not self.process.stdin or not self.process.stdout:
            raise SystemExit("The measuring process is gone.")
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("The measuring process has stopped.")
        return json.loads(line)


def measure(found: dict[int, _Asked], options: argparse.Namespace) -> int:
    names = [name for name in found[1].names if _wanted(name, options)]
    for scale, one in found.items():
        for words in one.ask("check"):
            say(f"×{scale} đúng: {words}")
    times: dict[int, dict[str, list[float]]] = {scale: {name: [] for name in names} for scale in found}
    for number in range(options.rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            for scale, one in found.items():
                times[scale][name] += one.ask("time", name)
    missed = _tell(names, times) + _plans(found, names)
    _store(times, missed, options)
    return int(bool(missed))


ROW_OF = {
    "check": 1,
    "list": 2,
    "filtered": 2,
    "deep": 3,
    "product": 4,
    "search": 5,
    "suggest": 6,
    "api": 7,
    "api_search": 7,
}


def _wanted(name: str, options: argparse.Namespace) -> bool:
    return name == "bare" or ROW_OF.get(name, 0) in options.wanted


def _p95(values: list[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


def _tell(names: list[str], times: dict[int, dict[str, list[float]]]) -> list[str]:
    say(
        f"\n{'trang':12}"
        + "".join(f"{f'×{scale} p95 ms':>14}" for scale in times)
        + f"{'lớn dần':>10}{'must':>6}"
    )
    missed, largest = [], max(times)
    for name in names:
        slow = {scale: _p95(values[name]) for scale, values in times.items()}
        grown, most = slow[largest] / slow[1], GROWTH.get(name, 0)
        verdict = "" if not most else "MISSED" if grown > most else "must"
        say(
            f"{name:12}"
            + "".join(f"{value:14.2f}" for value in slow.values())
            + f"{grown:10.2f}{most or '–':>6}  {verdict}"
        )
        if verdict == "MISSED":
            missed.append(f"{name} lớn dần ×{grown:.1f}")
        if name == "search" and largest >= 100 and slow[largest] > WORST_SEARCH_MS:
            missed.append(f"tìm p95 {slow[largest]:.0f} ms ở ×{largest}")
    return missed


def _plans(found: dict[int, _Asked], names: list[str]) -> list[str]:
    """At ×10, where the planner has something to choose; at the largest of the smaller ones otherwise."""
    scale = 10 if 10 in found else max(found)
    faults = found[scale].ask("plans", *[name for name in names if name in PLANNED])
    for fault in faults:
        say(f"×{scale} {fault}")
    say(
        f"\nKế hoạch câu lệnh ở ×{scale}: "
        + (f"{len(faults)} lỗi" if faults else "không đọc cả bảng, không sắp xếp bảng")
    )
    return faults


def _store(times: dict[int, dict[str, list[float]]], missed: list[str], options: argparse.Namespace) -> None:
    import json
    from datetime import UTC, datetime

    RESULTS.mkdir(exist_ok=True)
    moment = datetime.now(UTC)
    document = {
        "at": moment.isoformat(),
        "kind": "growth",
        "rounds": options.rounds,
        "p95_ms": {
            scale: {name: _p95(values) for name, values in one.items()} for scale, one in times.items()
        },
        "missed": missed,
    }
    path = RESULTS / f"{moment:%Y%m%d-%H%M%S}-growth.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    say(f"{path.name}; {time.strftime('%H:%M')}" + (f"; MISSED: {'; '.join(missed)}" if missed else ""))
