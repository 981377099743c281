"""The queue as an Excel file: what is on the screen, real dates and numbers."""

from collections.abc import Iterable
from datetime import date

from ocop.core.states import state_of
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.dossiers.models import Dossier

MOST = 5000  # rows of one download
COLUMNS = (
    ("Mã", 14),
    ("Phiếu số", 22),
    ("Mã sản phẩm", 18),
    ("Sản phẩm", 32),
    ("Chủ thể", 32),
    ("Nơi nộp", 24),
    ("Loại", 16),
    ("Trạng thái", 24),
)


def queue_workbook(dossiers: Iterable[Dossier], *, title: str, office: str, on: date) -> bytes:
    columns = [
        Column("TT", 5, "integer"),
        *(Column(name, width) for name, width in COLUMNS),
        Column("Nộp ngày", 11, "date"),
        Column("Hạn", 11, "date"),
    ]
    rows = [
        [
            n,
            d.code,
            d.receipt_no,
            d.product.official_code,
            d.product.name,
            d.producer.name,
            d.unit.full_name,
            d.get_kind_display(),
            state_of(d).label,
            d.submitted_at.date() if d.submitted_at else None,
            d.due_on,
        ]
        for n, d in enumerate(dossiers, start=1)
    ]
    return write_xlsx(
        [Sheet("Hồ sơ", columns, rows, title=title, subtitle=f"Ngày {on:%d/%m/%Y}", office=office)]
    )
