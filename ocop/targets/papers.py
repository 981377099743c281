"""Sheets made from figures."""

from django.db.models import QuerySet

from ocop.core.indicators import Indicator, Scope, source
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.targets.queries.cells import values

WIDTHS = {"Sản phẩm": 36, "Chủ thể": 32, "Nơi": 36, "Quyết định": 24, "Đơn vị": 40, "Loại hình": 28}
DAYS = ("Tham gia từ", "Được công nhận lần đầu", "Từ ngày", "Đến hết", "Ngày đăng ký")
NUMBERS = ("Số sao", "Năm")


def rows_workbook(one: Indicator, scope: Scope, rows: QuerySet) -> bytes:
    """Exactly the rows that the figure counts, with what was asked above them."""
    behind = source(one.source)
    columns = [Column("TT", 6, "integer"), *(_column(words) for words, _ in behind.columns)]
    lines = ([n, *values(behind, row)] for n, row in enumerate(rows.iterator(chunk_size=2000), start=1))
    asked = (
        f"{scope.unit.full_name}, tính đến {scope.on:%d/%m/%Y}, {scope.area.boundary.words}. {one.formula}."
    )
    return write_xlsx([Sheet("Danh sách", columns, lines, title=one.words, subtitle=asked)])


def _column(words: str) -> Column:
    sort = "date" if words in DAYS else "integer" if words in NUMBERS else "text"
    return Column(words, WIDTHS.get(words, 14), sort)
