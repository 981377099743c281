"""Row 13: a list of products as XLSX, checked, told three ways, written with its audit; the floor reads and COPYs the same.

Each time runs in a transaction that is rolled back, so that every round meets the same register. The answer is
checked before it counts: so many new, so many refused, one event a record, the journal's chain whole.
"""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bench.measure import Row
from ocop.audit.models import ChainHead, Event
from ocop.core.acting import Acting
from ocop.core.bulk_writes import insert_many
from ocop.core.clock import now
from ocop.core.permissions import Role
from ocop.documents.intake import actions
from ocop.documents.models import Intake
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.importing import ProductImporter

ROWS = [
    Row(
        13, "Nhập XLSX 2.000 dòng, 2 % sai", "import_2000", "import_floor_2000", must=6, reach=6, most_sql=22
    ),
    Row(13, "Nhập XLSX 20.000 dòng", "import_20000", "import_floor_20000", must=6, reach=6, most_sql=40),
    Row(13, "  lần nữa, không đổi gì", "import_again", "import_20000", must=0.5, reach=0.5, most_sql=40),
]
HEADS = ("Mã chủ thể", "Tên sản phẩm", "Bộ tiêu chí số", "Giới thiệu ngắn", "Nguyên liệu, thành phần", "Quy cách đóng gói",
         "Sản lượng mỗi năm", "Giá bán lẻ (đồng)", "Đơn vị tính giá", "Nơi tiêu thụ chính", "Chỉ dẫn địa lý")  # fmt: skip
SECONDS = 6.0  # for 20,000 rows
MAKERS = 2_000


def office() -> Acting:
    from ocop.accounts.models import User

    person, _ = User.objects.get_or_create(
        email="nhap-bang@vidu.vn", defaults={"full_name": "Người Đo", "joined_at": now()}
    )
    nation = Unit.objects.get(key="VN")
    return Acting(person=person, role=Role.CENTRAL_OFFICE, unit=nation, key="bench", on=date(2026, 11, 22))


def makers() -> list[str]:
    """Invented producers, spread over the communes."""
    held = list(Producer.objects.filter(code__startswith="CT-DO").values_list("code", flat=True))
    if held:
        return held
    units = list(Unit.objects.current().communes().order_by("pk")[:MAKERS])
    made = [
        Producer(code=f"CT-DO{n:05}", name=f"Hợp tác xã đo {n}", legal_form="htx", is_demo=True, created_at=now(),
                 unit=units[n % len(units)])
        for n in range(MAKERS)
    ]  # fmt: skip
    for one in made:
        one.set_keys()
    with transaction.atomic():
        insert_many(made)
    return [one.code for one in made]


def book(count: int, codes: list[str]) -> bytes:
    """Every fiftieth row is wrong in one of three ways."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as made:
        page = made.add_worksheet("Dữ liệu")
        page.write_row(0, 0, HEADS)
        for n in range(count):
            cells = [codes[n % len(codes)], f"Mật ong đo {n}", n % 26 + 1, f"Sản phẩm đo thứ {n}, mùa hoa năm nay",
                     "Mật ong nguyên chất, phấn hoa", "Chai 500 ml", f"{n % 90 + 10} tấn", 90_000 + n, "chai",
                     "Trong tỉnh và các thành phố lớn", ""]  # fmt: skip
            if n % 50 == 7:
                cells[n // 50 % 3] = ("CT-KHONGCO", "", "sai")[n // 50 % 3]
            page.write_row(n + 1, 0, cells)
    return out.getvalue()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring_in(content: bytes, by: Acting) -> Intake:
    upload = SimpleUploadedFile("bang.xlsx", content)
    page = "products:san-pham-intake-preview"
    return actions.take(importer=ProductImporter, upload=upload, page=page, by=by, at=now())


def ours(content: bytes, by: Acting) -> Intake:
    """Upload, preview (for long lists what the job does), import of the good rows."""
    intake = bring_in(content, by)
    if intake.checked_at is None:
        actions.check(intake=intake, by=by, at=now())
    return actions.apply(intake=intake, only_good=True, by=by, at=now())


def again(content: bytes, by: Acting) -> Intake:
    intake = bring_in(content, by)
    return intake if intake.checked_at else actions.check(intake=intake, by=by, at=now())


def floor(content: bytes) -> int:
    """Read, look the producer up, two checks, COPY into a bare table, upsert from it."""
    held = dict(Producer.objects.filter(code__startswith="CT-DO").values_list("code", "pk"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    good = [
        (held[row[0]], row[1], int(row[2]), *row[3:7], Decimal(row[7]), *row[8:])
        for row in rows[1:]
        if row[0] in held and row[1] and isinstance(row[2], float)
    ]
    columns = "maker, name, number, summary, ingredients, packaging, capacity, price, per, markets, gi"
    shape = "maker bigint, name text, number int, summary text, ingredients text, packaging text, capacity text, price numeric, per text, markets text, gi text"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE _in ({shape})")
        cursor.execute(f"CREATE TEMP TABLE _kept ({shape}, UNIQUE (maker, name))")
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY _in ({columns}) FROM STDIN") as copy:
                for one in good:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * 11)
            cursor.executemany(
                f"INSERT INTO _in VALUES ({marks})", [(*g[:7], str(g[7]), *g[8:]) for g in good]
            )
        cursor.execute(
            f"INSERT INTO _kept ({columns}) SELECT {columns} FROM _in WHERE true "
            "ON CONFLICT (maker, name) DO UPDATE SET price = excluded.price, summary = excluded.summary"
        )
    return len(good)


def check(content: bytes, count: int, by: Acting) -> None:
    """Right before fast."""
    bad = sum(n % 50 == 7 for n in range(count))
    with undone():
        before = ChainHead.objects.get(pk=1).seq if ChainHead.objects.exists() else 0
        done = ours(content, by)
        told = {"new": count - bad, "changed": 0, "unchanged": 0, "refused": bad}
        if done.counts != told:
            raise SystemExit(f"row 13: {done.counts} instead of {told}")
        events = Event.objects.filter(seq__gt=before)
        if events.filter(verb="product.created").count() != count - bad:
            raise SystemExit("row 13: not one event a record")
        chain = list(events.order_by("seq").values_list("previous", "hash"))
        if any(a[1] != b[0] for a, b in zip(chain, chain[1:], strict=False)):
            raise SystemExit("row 13: the journal's chain is broken")
        if again(content, by).counts["unchanged"] != count - bad:
            raise SystemExit("row 13: again is not unchanged")


def measure(rounds: int, say: Callable[[str], None]) -> tuple[list[Row], dict[str, list[float]]]:
    by, codes = office(), makers()
    times: dict[str, list[float]] = {}
    rows = [Row(r.number, r.name, r.ours, r.floor, r.must, r.reach, most_sql=r.most_sql) for r in ROWS]
    for row, count in zip(rows, (2_000, 20_000), strict=False):
        content = book(count, codes)
        check(content, count, by)
        for _ in range(rounds):
            _round(times, content, count, by)
        with undone(), CaptureQueriesContext(connection) as asked:
            ours(content, by)
        row.sql = len(asked)
        quickest = min(times[f"import_{count}"])
        say(
            f"Nhập {count} dòng: {quickest / 1000:.2f} giây, {row.sql} câu lệnh, {quickest / count:.3f} ms mỗi dòng"
        )
    for row in rows:
        row.ratios = [a / b for a, b in zip(times[row.ours], times[row.floor], strict=True)]
    if min(times["import_20000"]) > SECONDS * 1000:
        say(f"#13: 20.000 dòng phải ≤ {SECONDS:.0f} giây")
    return rows, times


def _round(times: dict[str, list[float]], content: bytes, count: int, by: Acting) -> None:
    with undone():
        _timed(times, f"import_floor_{count}", partial(floor, content))
    with undone():
        _timed(times, f"import_{count}", partial(ours, content, by))
        if count == 20_000:
            _timed(times, "import_again", partial(again, content, by))


def _timed(times: dict[str, list[float]], name: str, call: Callable[[], Any]) -> None:
    begin = time.perf_counter()
    call()
    times.setdefault(name, []).append((time.perf_counter() - begin) * 1000)
