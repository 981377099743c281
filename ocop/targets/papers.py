"""Sheets made from figures."""

from typing import Any

from django.db.models import QuerySet

from ocop.core.indicators import Indicator, Scope, source
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.targets.models import Allocation, RegistrationRound
from ocop.targets.queries.allocations import GivenLine
from ocop.targets.queries.cells import values
from ocop.targets.queries.rounds import Standing

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


def allocation_workbook(given: Allocation, lines: list[GivenLine]) -> bytes:
    """An allocation as it was given: inputs, computed, given, and the reason of each change."""
    numbers = (
        "Đăng ký",
        "Chủ thể",
        "Phải đánh giá lại",
        "Đạt năm trước",
        "Chỉ tiêu năm trước",
        "Tính được",
        "Giao",
    )
    summed = ("Đăng ký", "Tính được", "Giao")
    counted = (Column(words, 14, "integer", total=words in summed) for words in numbers)
    heads = [Column("TT", 6, "integer"), Column("Đơn vị", 40), *counted]
    columns = [*heads, Column("Lý do sửa", 40), Column("Cách tính", 80)]
    rows = ([n, *_allocated(one)] for n, one in enumerate(lines, start=1))
    about = f"{given.unit.full_name}, năm {given.year}, tổng {given.total}, {given.policy['name']}, {given.document}"
    return write_xlsx(
        [Sheet("Phân bổ", columns, rows, title=f"Bảng phân bổ chỉ tiêu {given.code}", subtitle=about)]
    )


def round_workbook(one: RegistrationRound, found: Standing) -> bytes:
    """Every unit below: what it registered, its target, the gap."""
    counted = (Column(words, 14, "integer", total=True) for words in ("Trong đợt", "Cả năm"))
    columns = [Column("TT", 6, "integer"), Column("Đơn vị", 40), *counted]
    columns += [Column("Chỉ tiêu", 14, "number"), Column("Hơn, kém", 14, "number")]
    rows = (
        [n, row.unit.full_name, row.in_round, row.in_year, row.target, row.gap]
        for n, row in enumerate(found.rows, start=1)
    )
    about = f"{one.unit.full_name}, năm {one.year}, {one.opens_on:%d/%m/%Y} – {one.closes_on:%d/%m/%Y}, {one.document}"
    return write_xlsx([Sheet("Đợt đăng ký", columns, rows, title=one.name, subtitle=about)])


def _allocated(one: GivenLine) -> list[Any]:
    line = one.line
    inputs = [line.registered, line.potential, line.expiring, line.reached, line.target_before]
    return [line.unit.full_name, *inputs, line.computed, line.value, line.reason, " ".join(one.why)]


def _column(words: str) -> Column:
    sort = "date" if words in DAYS else "integer" if words in NUMBERS else "text"
    return Column(words, WIDTHS.get(words, 14), sort)
