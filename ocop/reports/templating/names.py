"""The placeholders of one kind of report: single values, and the columns of its lists."""

from dataclasses import dataclass

from ocop.core.indicators import indicator
from ocop.reports.outlines import Outline, RowTable

HEAD = {
    "co_quan_cap_tren": "Tên cơ quan cấp trên",
    "co_quan": "Tên cơ quan ban hành",
    "ky_hieu": "Ký hiệu văn bản",
    "dia_danh": "Địa danh",
    "loai_van_ban": "Loại văn bản: BÁO CÁO, DANH SÁCH",
    "trich_yeu": "Trích yếu nội dung, có kỳ và đơn vị",
    "don_vi": "Tên đầy đủ của đơn vị",
    "ky_bao_cao": "Kỳ báo cáo",
    "tu_ngay": "Ngày đầu kỳ",
    "tinh_den": "Ngày tính số liệu",
    "can_cu_so_lieu": "Câu nói số liệu tính đến ngày nào, theo địa giới nào",
    "quyen_han_ky": "Quyền hạn ký (TM., KT.)",
    "chuc_vu_ky": "Chức vụ người ký",
    "noi_nhan": "Nơi nhận đầu tiên",
}
FIGURES = "chi_so"
FIGURE_COLUMNS = {
    f"{FIGURES}_tt": "Số thứ tự trong nhóm",
    f"{FIGURES}_nhom": "Tên nhóm chỉ số",
    f"{FIGURES}_ten": "Tên chỉ số",
    f"{FIGURES}_don_vi_tinh": "Đơn vị tính",
    f"{FIGURES}_ket_qua": "Kết quả",
    f"{FIGURES}_chi_tieu": "Chỉ tiêu giao",
    f"{FIGURES}_ghi_chu": "Ghi chú: khai báo, thiếu số",
}


@dataclass(frozen=True)
class Names:
    """`values`: name → meaning. `lists`: key of the list → the same for its columns, used in one row of a table."""

    values: dict[str, str]
    lists: dict[str, dict[str, str]]

    @property
    def list_of(self) -> dict[str, str]:
        """Name of a column → its list."""
        return {name: key for key, columns in self.lists.items() for name in columns}

    @property
    def all(self) -> dict[str, str]:
        return self.values | {name: said for columns in self.lists.values() for name, said in columns.items()}


def names_of(outline: Outline) -> Names:
    figures = {key: f"{indicator(key).words} ({indicator(key).measure})" for key in outline.keys}
    totals = {f"{table.key}_so_dong": f"Số dòng của “{table.title}”" for table in outline.tables}
    lists = {table.key: _columns(table.key, table.title, _titles(table)) for table in outline.tables}
    return Names(HEAD | figures | totals, {FIGURES: FIGURE_COLUMNS} | lists)


def _titles(table: object) -> list[str]:
    if isinstance(table, RowTable):
        return [field.title for field in table.fields]
    return ["Đơn vị", *(indicator(key).words for key in table.indicators)]  # type: ignore[attr-defined]


def _columns(key: str, title: str, titles: list[str]) -> dict[str, str]:
    numbered = {f"{key}_cot_{n}": f"{title}: {words}" for n, words in enumerate(titles, 1)}
    return {f"{key}_tt": f"{title}: số thứ tự"} | numbered
