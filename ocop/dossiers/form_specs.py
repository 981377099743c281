"""What Mẫu 01 and Mẫu 02 ask of this application, as declared sections and fields.

Facts about the producer and the product are kept with them and are not asked again here. Answers are stored as
`dossier.answers[section][field]`. Mẫu 02 Phần III is the criteria themselves. 26/2026/QĐ-TTg Phụ lục III.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ocop.dossiers.enums import DossierKind

Kind = Literal["long", "line", "number"]
ALWAYS = tuple(DossierKind.values)
LATER = (DossierKind.UPGRADE.value, DossierKind.RE_EVALUATION.value)
TOURISM_SET = 26


@dataclass(frozen=True)
class FieldSpec:
    """`required` names the dossier kinds that must answer; `not_for_tourism` leaves the field out of set 26."""

    key: str
    label: str
    kind: Kind = "long"
    hint: str = ""
    required: tuple[str, ...] = ()
    unit: str = ""
    limit: int = 4000
    not_for_tourism: bool = False


@dataclass(frozen=True)
class SectionSpec:
    key: str
    title: str
    form: str
    fields: tuple[FieldSpec, ...]
    intro: str = ""
    kinds: tuple[str, ...] = ALWAYS


def _long(key: str, label: str, hint: str = "", required: tuple[str, ...] = ALWAYS, **more: Any) -> FieldSpec:
    return FieldSpec(key, label, "long", hint, required, **more)


def _number(key: str, label: str, unit: str, required: tuple[str, ...] = ()) -> FieldSpec:
    return FieldSpec(key, label, "number", "", required, unit, 20)


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(
        "changes", "Nội dung thay đổi so với lần công nhận trước", "Mẫu 02, Phần II",
        (
            _long("changes", "Những gì đã thay đổi", "Ví dụ: nguyên liệu, công nghệ, bao bì, nhãn, thị trường, doanh thu.", LATER),
            _long("renewed", "Giấy tờ đã gia hạn hoặc làm mới", "Ghi tên giấy tờ; tệp thì liên kết ở từng tiêu chí.", ()),
        ),
        "Chỉ nêu điểm mới. Những gì giữ nguyên đã được chép sẵn từ hồ sơ trước.", LATER,
    ),
    SectionSpec(
        "results", "Kết quả sản xuất kinh doanh", "Mẫu 02, Phần II",
        (
            _long("material_area", "Vùng nguyên liệu", "Ở đâu, diện tích hoặc số hộ, liên kết với ai.", not_for_tourism=True),
            _long("technology", "Công nghệ, thiết bị, cách làm", "Máy móc, công đoạn chính, điều gì đã cải tiến."),
            _long("quality", "Quản lý chất lượng", "Công bố, kiểm nghiệm, ghi chép, tiêu chuẩn đang áp dụng."),
            _long("market", "Thị trường và kênh bán", "Bán ở đâu, qua ai, bao nhiêu phần trăm ngoài xã, ngoài tỉnh."),
            _long("promotion", "Quảng bá, xúc tiến đã làm", "Hội chợ, mạng xã hội, sàn thương mại điện tử.", ()),
        ),
    ),
    SectionSpec(
        "figures", "Số liệu hai năm gần nhất", "Mẫu 02, Phần II",
        (
            FieldSpec("output_before", "Sản lượng năm kia", "line", "Ghi cả đơn vị, ví dụ 12 tấn.", (), "", 60),
            FieldSpec("output_last", "Sản lượng năm trước", "line", "Ghi cả đơn vị.", ALWAYS, "", 60),
            _number("revenue_before", "Doanh thu năm kia", "triệu đồng"),
            _number("revenue_last", "Doanh thu năm trước", "triệu đồng", ALWAYS),
            _number("profit_before", "Lợi nhuận năm kia", "triệu đồng"),
            _number("profit_last", "Lợi nhuận năm trước", "triệu đồng", ALWAYS),
        ),
        "Mới hoạt động chưa đủ hai năm thì để trống năm chưa có.",
    ),
    SectionSpec(
        "plan", "Kế hoạch sản xuất kinh doanh", "Mẫu 02, Phần IV",
        (
            _long("goals", "Mục tiêu ba năm tới", "Sản lượng, doanh thu, thị trường muốn đạt."),
            _long("production_plan", "Kế hoạch sản xuất", "Nguyên liệu, công suất, lao động, đầu tư."),
            _long("market_plan", "Kế hoạch bán hàng, quảng bá", "Kênh mới, xúc tiến, bao bì, nhãn hiệu."),
            _long("funding", "Vốn và nguồn vốn", "", ()),
        ),
    ),
)


def sections_for(kind: str, set_number: int) -> tuple[SectionSpec, ...]:
    """The sections that a dossier of this kind and criteria set fills in."""
    return tuple(
        SectionSpec(one.key, one.title, one.form, _fields_for(one, set_number), one.intro, one.kinds)
        for one in SECTIONS
        if kind in one.kinds
    )


def _fields_for(section: SectionSpec, set_number: int) -> tuple[FieldSpec, ...]:
    return tuple(f for f in section.fields if not (f.not_for_tourism and set_number == TOURISM_SET))


def section_for(key: str, kind: str, set_number: int) -> SectionSpec | None:
    return next((one for one in sections_for(kind, set_number) if one.key == key), None)


def missing_fields(section: SectionSpec, answers: Mapping[str, Any], kind: str) -> list[FieldSpec]:
    """Required fields of a section that have no words yet."""
    given = answers.get(section.key, {})
    return [f for f in section.fields if kind in f.required and not str(given.get(f.key, "")).strip()]
