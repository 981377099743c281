"""The pages that ask what Mẫu 01 and Mẫu 02 want of this application, beyond facts kept with producer and product.

Which lines must be filled in is the procedure's (`Procedure.form_fields`); a field names its line in `asks`. Answers
are stored as `dossier.answers[section][field]`, numbers as decimal text. Mẫu 02 Phần III is the criteria themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ocop.rulebook.procedures import Procedure

Kind = Literal["long", "line", "number"]
# Lines that are answered on the pages of the producer and of the product.
ON_PRODUCER = {
    *(
        "producer_name",
        "legal_form",
        "registration_no",
        "address",
        "phone",
        "representative",
        "representative_sex",
    ),
    *(
        "representative_ethnicity",
        "founded_year",
        "main_business",
        "organisation",
        "workers",
        "workers_local",
    ),
    *("workers_female",),
}
ON_PRODUCT = {"product_name", "product_summary"}


@dataclass(frozen=True)
class FieldSpec:
    key: str
    label: str
    kind: Kind = "long"
    hint: str = ""
    asks: str = ""
    unit: str = ""
    limit: int = 4000
    required: bool = False


@dataclass(frozen=True)
class SectionSpec:
    key: str
    title: str
    form: str
    fields: tuple[FieldSpec, ...]
    intro: str = ""


def _long(key: str, label: str, hint: str = "", asks: str = "") -> FieldSpec:
    return FieldSpec(key, label, "long", hint, asks)


def _number(key: str, label: str, asks: str = "") -> FieldSpec:
    return FieldSpec(key, label, "number", "", asks, "triệu đồng", 20)


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(
        "changes",
        "Điểm mới so với lần công nhận trước",
        "Mẫu 02, phần II",
        (
            _long(
                "changes",
                "Nội dung thay đổi",
                "Nguyên liệu, công nghệ, bao bì, nhãn, thị trường… và minh chứng.",
                "changes",
            ),
            _long("updates", "Nội dung cập nhật", "Những gì mới sau thời gian được công nhận.", "updates"),
            _long(
                "renewed", "Giấy tờ đã gia hạn hoặc làm mới", "Ghi tên giấy tờ; tệp thì gắn ở từng tiêu chí."
            ),
        ),
        "Chỉ nêu điểm mới. Những gì giữ nguyên đã được chép sẵn từ hồ sơ trước.",
    ),
    SectionSpec(
        "results",
        "Kết quả sản xuất kinh doanh",
        "Mẫu 02, phần II",
        (
            _long(
                "materials",
                "Vùng nguyên liệu, nguồn nguyên liệu",
                "Ở đâu, bao nhiêu, liên kết với ai.",
                "materials",
            ),
            _long(
                "technology",
                "Công nghệ, quy trình sản xuất",
                "Máy móc, công đoạn chính, điều đã cải tiến.",
                "technology",
            ),
            _long(
                "quality",
                "Kiểm soát chất lượng",
                "Công bố, kiểm nghiệm, ghi chép, tiêu chuẩn đang áp dụng.",
                "quality",
            ),
            _long(
                "markets",
                "Thị trường tiêu thụ",
                "Bán ở đâu, qua ai, bao nhiêu phần trăm ngoài xã.",
                "markets",
            ),
            _long("promotion", "Quảng bá, xúc tiến đã làm", "Hội chợ, mạng xã hội, sàn thương mại điện tử."),
        ),
    ),
    SectionSpec(
        "figures",
        "Số liệu hai năm gần nhất",
        "Mẫu 02, phần II",
        (
            FieldSpec(
                "output_last", "Sản lượng năm trước", "line", "Ghi cả đơn vị, ví dụ 12 tấn.", "", "", 60
            ),
            FieldSpec("output_before", "Sản lượng năm kia", "line", "Ghi cả đơn vị.", "", "", 60),
            _number("revenue_last", "Doanh thu năm trước", "revenue"),
            _number("revenue_before", "Doanh thu năm kia"),
            _number("profit_last", "Lợi nhuận năm trước", "profit"),
            _number("profit_before", "Lợi nhuận năm kia"),
        ),
        "Mới hoạt động chưa đủ hai năm thì để trống năm chưa có; lỗ thì ghi số âm.",
    ),
    SectionSpec(
        "plan",
        "Kế hoạch sản xuất kinh doanh",
        "Mẫu 02, phần IV",
        (
            _long("plan", "Kế hoạch ba năm tới", "Sản lượng, nguyên liệu, lao động, đầu tư.", "plan"),
            _long("market_plan", "Kế hoạch bán hàng, quảng bá", "Kênh mới, bao bì, nhãn hiệu, xúc tiến."),
            _long("funding", "Vốn và nguồn vốn"),
        ),
    ),
)
# Where a line of the forms is answered: its section, for links of the pre-check.
SECTION_OF_LINE = {field.asks: section.key for section in SECTIONS for field in section.fields if field.asks}


def sections_for(procedure: Procedure, kind: str, set_number: int) -> tuple[SectionSpec, ...]:
    """The pages of a dossier of this kind and criteria set; fields of lines that are not asked fall away."""
    lines = {line.key: line.is_asked(kind, set_number) for line in procedure.form_fields}
    found = []
    for section in SECTIONS:
        fields = tuple(
            replace(field, required=lines.get(field.asks, False))
            for field in section.fields
            if lines.get(field.asks, not field.asks)
        )
        if any(field.required for field in fields):
            found.append(replace(section, fields=fields))
    return tuple(found)


def missing_fields(section: SectionSpec, answers: Mapping[str, Any]) -> list[FieldSpec]:
    """Required fields of a section that have no words yet."""
    given = answers.get(section.key, {})
    return [field for field in section.fields if field.required and not str(given.get(field.key, "")).strip()]
