"""`make bench [ARGS="--rounds 20"]`: PostgreSQL with fsync, two server workers, one client, rotated rounds."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
RESULTS = CHECKOUT / "bench" / "results"
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    import postgres

    postgres.FAST = ("shared_buffers=256MB", "jit=off")  # the floor waits for the disk, and so do we
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as folder, postgres.temporary_server() as address:
        os.environ |= {
            "DATABASE_URL": address,
            "OCOP_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "OCOP_HOSTS": "127.0.0.1,testserver",
            "OCOP_LOG_LEVEL": "ERROR",
        }
        return measure(address, options.rounds)


def measure(address: str, rounds: int) -> int:
    began = time.monotonic()
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=CHECKOUT, check=True)
    import django

    django.setup()
    from bench import council
    from bench.floors import Floors
    from bench.measure import run_rounds
    from bench.servers import serving
    from bench.world import build, make_floor_tables

    world = build()
    make_floor_tables()
    floors = Floors(address, [one.code for one in world.world.criteria_set.criteria])
    say(f"Dữ liệu: {time.monotonic() - began:.0f} giây")
    with serving("config.settings", workers=2) as ours, serving("bench.floor_settings", workers=1) as floor:
        pages = council.Pages(world, ours.port, floor.port, floors)
        council.check(pages)
        say("Đúng: hạng, điểm xuất ra và các lần lưu song song bằng phép tính thô")
        sql = council.count_sql(pages)
        times = run_rounds(pages.calls(), rounds)
        cpu = council.cpu_times(pages, ours, floor)
    for row in council.ROWS:
        row.sql = sql[row.ours]
        row.ratios = [ours / floor for ours, floor in zip(times[row.ours], times[row.floor], strict=True)]
    report(council.ROWS, times)
    say(
        "\n CPU của máy chủ, ms mỗi lần: "
        + ", ".join(f"{name} {value:.2f} (×{value / cpu['bare']:.0f})" for name, value in cpu.items())
    )
    store(council.ROWS, times, rounds, cpu)
    say(f"Tổng cộng {time.monotonic() - began:.0f} giây")
    return int(any(row.verdict == "MISSED" for row in council.ROWS))


def report(rows: list, times: dict[str, list[float]]) -> None:
    say(
        "\n ms (trung vị): "
        + ", ".join(f"{name} {statistics.median(values):.2f}" for name, values in times.items())
    )
    say(f"\n{'#':>3}  {'việc':32} {'tỷ lệ':>8} {'10–90 %':>15} {'must':>6} {'reach':>6} {'SQL':>7}  kết luận")
    for row in rows:
        low, high = row.band
        say(
            f"{row.number:>3}  {row.name:32} {row.median:8.1f} {f'{low:.1f}–{high:.1f}':>15} {row.must:6g} {row.reach:6g} "
            f"{row.sql:>3}/{row.most_sql:<3}  {row.verdict}"
        )


def store(rows: list, times: dict[str, list[float]], rounds: int, cpu: dict[str, float]) -> None:
    RESULTS.mkdir(exist_ok=True)
    moment = datetime.now(UTC)
    found = [
        {
            "row": row.number,
            "name": row.name.strip(),
            "floor": row.floor,
            "ratio": row.median,
            "band": row.band,
            "must": row.must,
            "reach": row.reach,
            "sql": row.sql,
            "verdict": row.verdict,
        }
        for row in rows
    ]
    document = {
        "at": moment.isoformat(),
        "rounds": rounds,
        "machine": platform.platform(),
        "cores": os.cpu_count(),
        "rows": found,
        "ms": {name: statistics.median(values) for name, values in times.items()},
        "cpu_ms": cpu,
    }
    path = RESULTS / f"{moment:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    say(f"\n{path.relative_to(CHECKOUT)}")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
