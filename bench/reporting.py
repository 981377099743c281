"""The table that a person reads, and the JSON file that a program compares."""

import json
import os
import platform
import statistics
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.measure import Row

RESULTS = Path(__file__).resolve().parent / "results"
HEAD = f"\n{'#':>3}  {'việc':32} {'tỷ lệ':>8} {'10–90 %':>15} {'must':>6} {'reach':>6} {'SQL':>7}  kết luận"
Times = dict[str, list[float]]


def report(rows: list[Row], times: Times) -> None:
    if not rows:
        return
    say(
        "\n ms (trung vị): "
        + ", ".join(f"{name} {statistics.median(values):.2f}" for name, values in times.items())
    )
    say(HEAD)
    for row in rows:
        low, high = row.band
        most = f"{row.sql:>3}/{row.most_sql:<3}" if row.most_sql < 10**5 else "      –"
        say(
            f"{row.number:>3}  {row.name:32} {row.median:8.2f} {f'{low:.2f}–{high:.2f}':>15} {_limit(row.must):>6} "
            f"{_limit(row.reach):>6} {most}  {row.verdict}"
        )


def report_cpu(cpu: dict[str, float]) -> None:
    found = ", ".join(f"{name} {value:.2f} (×{value / cpu['bare']:.0f})" for name, value in cpu.items())
    say(f"\n CPU của máy chủ, ms mỗi lần: {found}")


def _limit(value: float) -> str:
    return "–" if value == float("inf") else f"{value:g}"


def store(kind: str, rows: list[Row], times: Times, **more: Any) -> None:
    RESULTS.mkdir(exist_ok=True)
    moment = datetime.now(UTC)
    found = [
        {
            "row": row.number, "name": row.name.strip(), "floor": row.floor, "ratio": row.median, "band": row.band,
            "must": _limit(row.must), "reach": _limit(row.reach), "sql": row.sql, "verdict": row.verdict,
        }
        for row in rows
    ]  # fmt: skip
    document = {
        "at": moment.isoformat(),
        "kind": kind,
        "machine": platform.platform(),
        "cores": os.cpu_count(),
        "rows": found,
        "ms": {name: statistics.median(values) for name, values in times.items()},
        **more,
    }
    path = RESULTS / f"{moment:%Y%m%d-%H%M%S}-{kind}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    say(f"\n{path.relative_to(RESULTS.parents[1])}")


def say(text: str) -> None:
    print(text, flush=True)
