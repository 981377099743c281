"""`make bench [ARGS="--rounds 20 --rows 1,5"]`: PostgreSQL with fsync, two server workers, one client, rotated rounds.

`make bench-growth [ARGS="--scales 1,10 --rows 1,2"]`: the same pages with 20,000, 200,000 and two million products.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]
ROWS = {*range(1, 25)}
SETTINGS = ("shared_buffers=256MB", "jit=off")  # the floor waits for the disk, and so do we


def main() -> int:
    options = _options()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "OCOP_HOSTS": "127.0.0.1,testserver",
        "OCOP_LOG_LEVEL": "ERROR",
        "OCOP_API_PER_MINUTE": "0",  # the limit per address is there to turn a bench away
    }
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as folder:
        os.environ["OCOP_DATA"] = folder
        if options.growth:
            from bench.national import growth

            return growth.run(options)
        import postgres

        postgres.FAST = SETTINGS
        with postgres.temporary_server() as address:
            os.environ["DATABASE_URL"] = address
            from bench.running import run

            return run(address, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", default="", help="chỉ các hàng này, ví dụ 1,5,20")
    parser.add_argument("--products", type=int, default=20_000, help="số sản phẩm (mặc định 20000)")
    parser.add_argument("--seconds", type=float, default=60, help="độ dài của hàng 20")
    parser.add_argument("--growth", action="store_true", help="đo lớn dần: ×1, ×10, ×100")
    parser.add_argument("--scales", default="1,10,100", help="các cỡ của --growth")
    options = parser.parse_args()
    options.wanted = {int(row) for row in options.rows.split(",") if row} or ROWS
    return options


if __name__ == "__main__":
    sys.exit(main())
