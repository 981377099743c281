"""A database that holds the nation: made in a temporary server, or kept between runs in a cache folder."""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
CACHE = Path(os.environ.get("OCOP_BENCH_CACHE", "/var/tmp/ocop-bench"))
BYTES_EACH = 11_000  # of disk for one product with its certificates, lines, register line and indexes
SPARE = 3 * 1024**3
SETTINGS = ("shared_buffers=512MB", "jit=off", "work_mem=32MB", "max_wal_size=4GB", "random_page_cost=1.1")


def fill(products: int, *, tell: Callable[[str], None]) -> None:
    """Migrations, reference data, the nation and its register, into the database of the settings."""
    from django.core.management import call_command

    from ocop.core import loading
    from ocop.demo.nation import make_nation

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    for loader in loading.loaders():
        loader.func()
    began = time.monotonic()
    make_nation(
        products=products,
        at=AT,
        journal=False,
        signed=False,
        index=False,
        tell=lambda text: tell(f"  {text}"),
    )
    if products <= 20_000:
        _sign_all()
    tell(f"  dữ liệu: {time.monotonic() - began:.0f} giây")


def _sign_all() -> None:
    """Every certificate gets its signed text, without the journal's line for each: those alone would take minutes."""
    from ocop.recognition.actions.crediting import signed_batch
    from ocop.recognition.models import Certificate, Credential

    while waiting := list(Certificate.objects.filter(credential=None).order_by("pk")[:2000]):
        Credential.objects.bulk_create(signed_batch(waiting, at=AT))


def index(*, tell: Callable[[str], None]) -> float:
    """Everything that is derived from the records; seconds of the search index alone."""
    from django.db import connection

    from ocop.demo.nation.making import index_all

    began = time.monotonic()
    index_all(AT)
    took = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_search")
        cursor.execute(
            "CREATE TABLE bench_search AS SELECT id AS entry_id, to_tsvector('simple', search_key) AS words FROM registry_entry"
        )
        cursor.execute("CREATE INDEX ON bench_search USING gin (words)")
        cursor.execute("VACUUM ANALYZE")
    tell(f"  sổ và chỉ mục: {took:.0f} giây")
    return took


@contextmanager
def kept_server() -> Iterator[str]:
    """The server of the cache folder, with a database for each size; its data stay, and are synced as in life."""
    import postgres

    binaries = postgres.programs()
    if binaries is None:
        raise SystemExit("Không tìm thấy PostgreSQL: cài gói postgresql rồi chạy lại.")
    folder = CACHE / "pg"
    folder.mkdir(parents=True, exist_ok=True)
    user: dict[str, object] = {}
    if account := postgres.server_user():
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    if not (folder / "data").exists():
        postgres.make_cluster(binaries, folder, user)
    postgres.FAST = SETTINGS
    server = postgres.start(binaries, folder, user)
    try:
        postgres.wait_until_ready(server, binaries, folder)
        yield f"postgres://{postgres.OWNER}@{quote(str(folder), safe='')}/"
    finally:
        import signal

        server.send_signal(signal.SIGINT)  # a fast but clean shutdown: the data are kept
        server.wait(timeout=120)


def check_disk(products: int) -> None:
    """Say it before an hour of loading, not after."""
    place = CACHE if CACHE.exists() else Path(tempfile.gettempdir())
    free, needed = shutil.disk_usage(place).free, products * BYTES_EACH + SPARE
    if free < needed:
        raise SystemExit(
            f"Không đủ chỗ cho {products:,} sản phẩm: cần khoảng {needed / 1024**3:.0f} GB ở {place}, "
            f"còn {free / 1024**3:.0f} GB. Dọn bớt hoặc đặt OCOP_BENCH_CACHE vào ổ khác."
        )


def fingerprint(*folders: str) -> str:
    """Of the code that makes the data: other code, other data."""
    made = hashlib.sha256()
    for folder in folders:
        for path in sorted((CHECKOUT / folder).rglob("*.py")):
            made.update(path.read_bytes())
    return made.hexdigest()[:16]


def say(text: str) -> None:
    print(text, flush=True, file=sys.stdout)
