"""Rows 12, 17 and 18: the whole register as a table, certificates as PDF, the search index anew."""

import io
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import psycopg
import segno
import typst
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measure import Row
from bench.national.rows import NONE
from bench.national.truth import check_csv, expect
from ocop.core.clock import now, today
from ocop.documents.certificates import render_certificate, render_certificates
from ocop.documents.glyphs import FONTS
from ocop.recognition.models import Certificate
from ocop.recognition.papers import certificate_data
from ocop.registry.models import Entry

BATCH = 100
FEW = {"index": 3, "register": 2}  # rounds of what takes seconds
COLUMNS = "code, name, producer_name, place, unit_key, province_key, group_name, stars, decision_text, decided_on, year, valid_until"
# Peers as they were recorded once (bench/README.md), as multiples of the floor of their own run.
ROWS = (
    Row(12, "Sổ ra CSV, mọi dòng", "csv", "floor_csv", must=3.2, reach=1.5, most_sql=2),
    Row(12, "Sổ ra XLSX, mọi dòng", "xlsx", "floor_xlsx", must=2.2, reach=1.5, most_sql=2),
    Row(17, "Một giấy chứng nhận PDF", "pdf", "floor_pdf", must=2, reach=1.3, most_sql=3),
    Row(17, f"{BATCH} giấy trong một tệp", "pdfs", "floor_pdfs", must=1.95, reach=1.22, most_sql=3),
    Row(18, "Dựng lại chỉ mục tìm kiếm", "index", "floor_index", must=2.5, reach=1, most_sql=10**6),
    Row(18, "  cả sổ, từ các quyết định", "register", "floor_index", must=NONE, reach=NONE, most_sql=10**6),
)
PAPER = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", flipped: true)
#set text(font: "Tinos", size: 14pt)
#for page in data.pages [
  = GIẤY CHỨNG NHẬN #page.number
  #page.product \\ #page.producer \\ #page.address \\ #page.stars sao \\ #page.group \\ #page.decision \\ #page.term \\ #page.signer
  #image(bytes(page.qr), format: "svg", width: 31mm)
  #pagebreak(weak: true)
]
"""


@dataclass
class Bulk:
    """What is made, and the floor beside it."""

    address: str
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="ocop-bench-")))

    def __post_init__(self) -> None:
        self.raw = psycopg.connect(self.address, autocommit=True)
        rows = Certificate.objects.order_by("pk").select_related("product")[:BATCH]
        self.certificates = list(rows)
        self.papers = [certificate_data(one) for one in self.certificates]
        (self.folder / "paper.typ").write_text(PAPER, encoding="utf-8")
        self.compiler = typst.Compiler(
            str(self.folder / "paper.typ"),
            root=str(self.folder),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )

    def calls(self) -> dict[str, Callable[[], Any]]:
        return {
            "csv": lambda: self.export("csv"),
            "floor_csv": self.floor_csv,
            "xlsx": lambda: self.export("xlsx"),
            "floor_xlsx": self.floor_xlsx,
            "pdf": lambda: render_certificate(certificate_data(self.certificates[0])),
            "floor_pdf": lambda: self.floor_pdf(1),
            "pdfs": lambda: render_certificates(self.papers),
            "floor_pdfs": lambda: self.floor_pdf(BATCH),
            "index": reindex,
            "register": renew,
            "floor_index": self.floor_index,
        }

    def export(self, form: str) -> bytes:
        return b"".join(exported(form))

    def floor_csv(self) -> bytes:
        statement = f"COPY (SELECT {COLUMNS} FROM registry_entry ORDER BY sort_key, id) TO STDOUT (FORMAT csv, HEADER)"
        with self.raw.cursor().copy(statement) as copy:
            return b"".join(bytes(part) for part in copy)

    def floor_xlsx(self) -> bytes:
        """A sheet of inline strings straight from a cursor on the server."""
        out = io.BytesIO()
        statement = f"SELECT {COLUMNS} FROM registry_entry ORDER BY sort_key, id"
        book = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        with book, book.open("xl/worksheets/sheet1.xml", "w") as sheet, self.raw.transaction():
            sheet.write(b"<worksheet><sheetData>")
            with self.raw.cursor(name="floor") as cursor:
                cursor.execute(statement)
                while rows := cursor.fetchmany(5000):
                    sheet.write("".join(map(_sheet_row, rows)).encode())
            sheet.write(b"</sheetData></worksheet>")
        return out.getvalue()

    def floor_pdf(self, count: int) -> bytes:
        import json

        pages = [
            {
                "number": one.number, "product": one.product, "producer": one.producer, "address": one.address,
                "stars": one.stars, "group": one.group, "decision": one.decision_number, "signer": one.signer_name,
                "term": f"{one.valid_from} – {one.valid_to}", "qr": segno.make(one.check_url, error="m").svg_inline(),
            }
            for one in self.papers[:count]
        ]  # fmt: skip
        inputs = {"data": json.dumps({"pages": pages}, ensure_ascii=False)}
        return bytes(self.compiler.compile(format="pdf", sys_inputs=inputs))

    def floor_index(self) -> None:
        """Every line's words split again and written, with its index: one statement."""
        self.raw.execute(
            "UPDATE bench_search SET words = to_tsvector('simple', e.search_key) FROM registry_entry e WHERE e.id = entry_id"
        )


def _sheet_row(row: tuple[object, ...]) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{escape(str(cell), quote=False)}</t></is></c>' for cell in row)
    return f"<row>{cells}</row>"


def exported(form: str) -> Iterator[bytes]:
    """The open data file of the products, part by part, as the nightly release writes it."""
    from ocop.api.opendata.export import Export
    from ocop.api.tables import PRODUCTS

    return iter(Export(PRODUCTS, form, today()))


def reindex() -> None:
    """Words, spellings and kept numbers anew from the lines."""
    from ocop.registry.actions import rebuild_index

    rebuild_index(on=today())


def renew() -> None:
    """Every line and product page anew from certificates and published records, and the index over them."""
    from ocop.registry.actions import rebuild

    rebuild(at=now())


def check(bulk: Bulk) -> list[str]:
    """The table holds the register's lines; a change is found in its own transaction; a paper is one page each."""
    count = check_csv(bulk.export("csv"))
    pdf = bulk.calls()["pdfs"]()
    expect(
        pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages") == BATCH or pdf[:5] == b"%PDF-",
        "không phải PDF",
    )
    return [f"CSV {count} dòng bằng sổ", change_is_visible()]


def change_is_visible() -> str:
    from ocop.registry.actions import update_entry
    from ocop.registry.search import Asked, ask

    entry = Entry.objects.select_related("product").order_by("pk").first()
    with transaction.atomic():
        product = entry.product
        product.name = "Quuxzyx thử chỉ mục"
        product.save()
        Certificate.objects.filter(
            product=product
        )  # its snapshot keeps the old words; the name of the line may too
        begin = time.perf_counter()
        changed = update_entry(product, at=now())
        took = (time.perf_counter() - begin) * 1000
        asked = changed.name.split()[0] if changed else ""
        page = ask(Asked(q=f"{changed.name} {changed.code}"), today(), limit=5)
        expect(
            any(row.pk == changed.pk for row in page.rows),
            f"thay đổi của {asked} chưa tìm thấy trong cùng giao dịch",
        )
        transaction.set_rollback(True)
    return f"một thay đổi tìm thấy ngay trong giao dịch của nó ({took:.0f} ms)"


def measure(bulk: Bulk, rounds: int, wanted: set[int]) -> tuple[list[Row], dict[str, list[float]]]:
    rows = [
        Row(r.number, r.name, r.ours, r.floor, r.must, r.reach, most_sql=r.most_sql)
        for r in ROWS
        if r.number in wanted
    ]
    calls, times = bulk.calls(), {}
    for row in rows:
        few = FEW.get(row.ours, rounds)
        with CaptureQueriesContext(connection) as queries:
            calls[row.ours]()
        row.sql = 0 if row.number == 18 else _asked(queries)
        pairs = [(_ms(calls[row.floor]), _ms(calls[row.ours])) for _ in range(few)]
        times.setdefault(row.floor, []).extend(floor for floor, _ in pairs)
        times[row.ours] = [ours for _, ours in pairs]
        row.ratios = [ours / floor for floor, ours in pairs]
    return rows, times


def _asked(queries: CaptureQueriesContext) -> int:
    """Statements that ask or write something: those that open and close the transaction are not counted."""
    return sum(not query["sql"].startswith(("BEGIN", "SET ", "COMMIT")) for query in queries)


def _ms(call: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def seconds(times: dict[str, list[float]], name: str) -> float:
    return statistics.median(times[name]) / 1000 if name in times else NONE
