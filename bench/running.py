"""One run at ×1: make the data, see that the answers are right, measure, tell."""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.measure import Row, cpu_per_call, median_call, run_rounds
from bench.reporting import Times, report, report_cpu, say, store
from bench.servers import Server, serving

CHECKOUT = Path(__file__).resolve().parents[1]
NATIONAL, COUNCIL, BULK, FIGURES = set(range(1, 8)), {8, 9, 10, 11}, {12, 17, 18}, {14, 15, 16}
TRADE = {21, 22}
MOST_MIB, AIM_MIB, GROWN_MIB = 250, 200, 40


class Run:
    """What one run gathers."""

    def __init__(self, address: str, options: argparse.Namespace) -> None:
        self.address, self.options, self.wanted = address, options, options.wanted
        self.rows: list[Row] = []
        self.times: Times = {}
        self.more: dict[str, Any] = {"rounds": options.rounds}
        self.missed: list[str] = []


def run(address: str, options: argparse.Namespace) -> int:
    began = time.monotonic()
    _prepare(options.products)
    found = Run(address, options)
    bench = _council_world(found) if found.wanted & (COUNCIL | {20}) else None
    say(f"Dữ liệu: {time.monotonic() - began:.0f} giây")
    with serving("config.settings", workers=2) as ours, serving("bench.floor_settings", workers=1) as floor:
        _measure_national(found, ours, floor)
        report(found.rows, found.times)  # what comes later may take long
        if found.wanted & BULK:
            _measure_bulk(found)
        if found.wanted & FIGURES:
            _measure_figures(found, ours, floor)
        if found.wanted & TRADE:
            _measure_trade(found)
        if 23 in found.wanted:
            _measure_rewards(found)
        if 24 in found.wanted:
            _measure_alike(found)
        if 13 in found.wanted:
            _measure_import(found)
        if bench is not None:
            _measure_council(found, bench, ours, floor)
        if 19 in found.wanted:
            _measure_memory(found, ours)
    report(found.rows, found.times)
    if "cpu_ms" in found.more:
        report_cpu(found.more["cpu_ms"])
    found.missed += [f"{row.number} {row.name.strip()}" for row in found.rows if row.verdict == "MISSED"]
    store("bench", found.rows, found.times, missed=found.missed, **found.more)
    say(
        f"Tổng cộng {time.monotonic() - began:.0f} giây"
        + (f"; MISSED: {'; '.join(found.missed)}" if found.missed else "")
    )
    return int(bool(found.missed))


def _prepare(products: int) -> None:
    """Static files of production, then the nation."""
    import django

    django.setup()
    from bench.national import loading

    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=CHECKOUT, check=True)
    loading.fill(products, tell=say)
    loading.index(tell=say)


def _measure_national(found: Run, ours: Server, floor: Server) -> None:
    from bench.national import pages, plans, rows, truth
    from bench.national.fetching import Fetch
    from bench.national.mixed import pss_mib

    visitor = Fetch(ours.port)
    chosen = pages.choose(visitor)
    found.more["pss_mib"] = {"before": pss_mib(ours)}
    for words in truth.check(chosen, visitor, whole=True):
        say(f"Đúng: {words}")
    if not found.wanted & NATIONAL:
        return
    calls = chosen.calls(visitor, Fetch(floor.port))
    mine = [row for row in rows.fresh() if row.number in found.wanted and {row.ours, row.floor} <= set(calls)]
    needed = {name for row in mine for name in (row.ours, row.floor)} | {"bare"}
    times = run_rounds(
        {name: calls[name] for name in calls if name in needed}, found.options.rounds, median_call
    )
    for row in mine:
        paths = chosen.paths["check" if row.ours == "again" else row.ours]
        row.sql = max(plans.statements(path) for path in paths[:3])
        row.ratios = [a / b for a, b in zip(times[row.ours], times[row.floor], strict=True)]
    found.rows += mine
    found.times |= times
    found.missed += [f"chưa có trang: {name}" for name in chosen.missing]
    found.more["cpu_ms"] = {"bare": cpu_per_call(calls["bare"][0], 600, floor.cpu_ms)} | {
        name: cpu_per_call(calls[name][0], 60, ours.cpu_ms) for name in chosen.paths if name in needed
    }
    if 1 in found.wanted:
        _measure_throughput(found, chosen, ours, floor)


FLOOR_RATE, WANTED_RATE = (
    6900,
    1500,
)  # requests a second at c = 8 as recorded: bare view, and what row 1 must reach


def _measure_throughput(found: Run, chosen: Any, ours: Server, floor: Server) -> None:
    """Bare and verification page in turn, three times each, so that both see the same machine."""
    from statistics import median

    from bench.national.throughput import per_second

    with serving("bench.floor_settings", workers=2) as two:
        pairs = [
            (
                per_second(two.port, ["/bare/"], connections=8, seconds=1.5)[0],
                per_second(ours.port, chosen.paths["check"], connections=8, seconds=1.5),
            )
            for _ in range(3)
        ]
    bare, mine, slow = (median(x) for x in zip(*((a, b[0], b[1]) for a, b in pairs), strict=True))
    share = median(b[0] / a for a, b in pairs)
    good = share >= WANTED_RATE / FLOOR_RATE or mine >= WANTED_RATE
    say(
        f"\n#1 c = 8: {mine:.0f} lượt/giây (p95 {slow:.1f} ms), trang trống {bare:.0f}; tỷ lệ {share:.2f}, must "
        f"{WANTED_RATE / FLOOR_RATE:.2f}  {'must' if good else 'MISSED'}"
    )
    found.more["throughput"] = {"check": mine, "bare": bare, "p95_ms": slow}
    if not good:
        found.missed.append("1 lượt/giây ở c = 8")


def _measure_bulk(found: Run) -> None:
    from bench.national import bulk

    one = bulk.Bulk(found.address)
    for words in bulk.check(one):
        say(f"Đúng: {words}")
    rows, times = bulk.measure(one, found.options.rounds, found.wanted)
    found.rows += rows
    found.times |= times
    if "index" in times and bulk.seconds(times, "index") > 5:
        say(f"#18: dựng lại {bulk.seconds(times, 'index'):.1f} giây, phải ≤ 5")


def _measure_figures(found: Run, ours: Server, floor: Server) -> None:
    from bench.national import figures

    world = figures.Figures(found.address, ours, floor)
    for words in figures.check(world):
        say(f"Đúng: {words}")
    rows, times = figures.measure(world, found.options.rounds, found.wanted)
    found.rows += rows
    found.times |= times


def _measure_trade(found: Run) -> None:
    from bench.national import trade

    rows, times, words = trade.measure(found.options.rounds, found.wanted)
    say(f"Đúng: {words}")
    found.rows += rows
    found.times |= times


def _measure_rewards(found: Run) -> None:
    from bench.national import rewards

    rows, times, words = rewards.measure(found.options.rounds)
    say(f"Đúng: {words}")
    found.rows += rows
    found.times |= times


def _measure_alike(found: Run) -> None:
    from bench.national import alike

    rows, times, words = alike.measure(found.options.rounds)
    say(f"Đúng: {words}")
    found.rows += rows
    found.times |= times


def _measure_import(found: Run) -> None:
    from bench import importing

    rows, times = importing.measure(max(2, found.options.rounds // 2), say)
    found.rows += rows
    found.times |= times


def _council_world(found: Run) -> Any:
    from bench.world import build, make_floor_tables

    world = build()
    make_floor_tables()
    return world


def _measure_council(found: Run, world: Any, ours: Server, floor: Server) -> None:
    from bench import council
    from bench.floors import Floors

    floors = Floors(found.address, [one.code for one in world.world.criteria_set.criteria])
    pages = council.Pages(world, ours.port, floor.port, floors)
    council.check(pages)
    say("Đúng: hạng, điểm xuất ra và các lần lưu song song bằng phép tính thô")
    if found.wanted & COUNCIL:
        sql = council.count_sql(pages)
        times = run_rounds(pages.calls(), found.options.rounds)
        for row in council.ROWS:
            if row.number in found.wanted:
                row.sql = sql[row.ours]
                row.ratios = [a / b for a, b in zip(times[row.ours], times[row.floor], strict=True)]
                found.rows.append(row)
        found.times |= {
            name: values for name, values in times.items() if name != "bare" or name not in found.times
        }
        found.more["cpu_ms"] = council.cpu_times(pages, ours, floor) | found.more.get("cpu_ms", {})
    if 20 in found.wanted:
        _measure_day(found, pages, ours)


def _measure_day(found: Run, pages: Any, ours: Server) -> None:
    from bench.national import day, mixed

    lived = mixed.live_through(day.people(pages, ours.port), seconds=found.options.seconds)
    parts = ", ".join(
        f"{name} p95 {mixed.p95(lived.together[name]):.0f} ms = ×{lived.factor(name):.1f} ({len(lived.together[name])} lượt)"
        for name, _ in mixed.SHARES
    )
    say(
        f"\n#20 một ngày, {mixed.PEOPLE} người: {parts}; lần ghi lâu nhất {max(lived.together['scoring']):.0f} ms; "
        f"lỗi {len(lived.faults)} (must ≤ {mixed.LIMIT}, reach ≤ {mixed.AIM})  {lived.verdict}"
    )
    found.more["day"] = {
        name: {"p95_ms": mixed.p95(lived.together[name]), "factor": lived.factor(name)}
        for name, _ in mixed.SHARES
    }
    if lived.verdict == "MISSED":
        found.missed.append("20 một ngày" + (f": {lived.faults[0]}" if lived.faults else ""))


def _measure_memory(found: Run, ours: Server) -> None:
    from bench.national.mixed import pss_mib

    before, after = found.more["pss_mib"]["before"], pss_mib(ours)
    found.more["pss_mib"]["after"] = after
    good = after <= MOST_MIB and after - before <= GROWN_MIB
    verdict = "MISSED" if not good else "reach" if after <= AIM_MIB else "must"
    say(
        f"\n#19 bộ nhớ (PSS): {before:.0f} → {after:.0f} MiB, must ≤ {MOST_MIB} và +{GROWN_MIB}, reach ≤ {AIM_MIB}  {verdict}"
    )
    if not good:
        found.missed.append("19 bộ nhớ")
