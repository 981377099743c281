"""`python -m bench.national.filling 200000`: fill the database of the environment, unless it is filled already."""

import sys

import django
from django.db import connection

from bench.national import loading
from bench.national.growth import DERIVED_BY, MADE_BY
from bench.reporting import say


def main(products: int) -> None:
    django.setup()
    marks = _marks()
    made, derived = loading.fingerprint(*MADE_BY), loading.fingerprint(*DERIVED_BY)
    if marks.get("products") != str(products):
        if marks:
            raise SystemExit("Cơ sở dữ liệu này dựng dở. Hãy xóa thư mục OCOP_BENCH_CACHE rồi chạy lại.")
        say(f"{products} sản phẩm:")
        _mark("begun", made)
        loading.fill(products, tell=say)
        _mark("products", str(products))
    else:
        if marks["begun"] != made:
            say(f"{products} sản phẩm: dữ liệu do mã cũ dựng, vẫn dùng; xóa {loading.CACHE} để dựng mới")
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    if marks.get("derived") != derived:
        loading.index(tell=say)
        _mark("derived", derived)


def _marks() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_mark_of (name text PRIMARY KEY, value text)")
        cursor.execute("SELECT name, value FROM bench_mark_of")
        return dict(cursor.fetchall())


def _mark(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_mark_of VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
