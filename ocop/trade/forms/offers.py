"""Input of commercial sheets and of needs."""

from typing import Any

from django import forms

from ocop.core.numbers import NumberField
from ocop.core.text import clean, clean_line
from ocop.places.models import Unit
from ocop.rulebook.criteria import sectors
from ocop.rulebook.matching import PAPERS, REGIONS
from ocop.rulebook.matching.wording import NAMES
from ocop.trade.enums import PAPER_CHOICES, REGION_CHOICES, UNIT_CHOICES
from ocop.trade.models import Offer
from ocop.trade.policies.offers import PARTS
from ocop.trade.words import packed, unpacked

LARGEST = 2_000_000_000


def whole(label: str, unit: str = "", help_text: str = "", most: int = LARGEST) -> NumberField:
    return NumberField(
        label=label, decimals=False, required=False, least=1, most=most, unit=unit, help_text=help_text
    )


def ticks(label: str, choices: Any, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


class OfferForm(forms.Form):
    """Only the unit is required; an empty cell reads “chưa khai” in matching."""

    unit = forms.ChoiceField(label="Đơn vị tính", choices=[("", "Chọn"), *UNIT_CHOICES])
    capacity = whole("Sản lượng giao được mỗi tháng", help_text="Số nguyên, theo đơn vị tính ở trên.")
    min_order = whole("Đặt hàng tối thiểu")
    price = whole("Giá bán sỉ", "đồng", "Cho một đơn vị tính.")
    price_terms = line("Điều kiện giá, thanh toán", 300, "Ví dụ: giá tại xưởng, thanh toán trong 30 ngày.")
    packaging = line("Đóng gói, thùng", 200)
    storage = line("Bảo quản, hạn dùng", 200)
    lead_days = whole("Số ngày giao hàng", "ngày", most=365)
    papers = ticks("Giấy tờ đang có", PAPER_CHOICES)
    regions = ticks("Giao hàng được ở", REGION_CHOICES)
    share_contact = forms.BooleanField(
        label="Cho nhà phân phối đã xác minh thấy liên hệ của chủ thể",
        required=False,
        help_text="Không chọn thì họ chỉ trao đổi qua hệ thống. Bỏ lúc nào cũng được.",
    )

    def __init__(self, *args: Any, offer: Offer | None = None, **kwargs: Any) -> None:
        if offer:
            values = {name: getattr(offer, name) for name in self.base_fields}
            kwargs["initial"] = {
                **values,
                "papers": list(unpacked(offer.papers)),
                "regions": list(unpacked(offer.regions)),
            }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["papers"] = packed(cleaned.get("papers", ()), PAPERS)
        cleaned["regions"] = packed(cleaned.get("regions", ()), REGIONS)
        for name in ("price_terms", "packaging", "storage"):
            cleaned[name] = clean_line(cleaned.get(name, ""))
        return cleaned


class NeedForm(forms.Form):
    """What the buyer looks for; what is ticked as a must excludes, the rest is a preference."""

    title = forms.CharField(
        label="Cần mua gì", max_length=160, help_text="Ví dụ: Mật ong nguyên chất cho chuỗi 40 cửa hàng."
    )
    sector = forms.ChoiceField(label="Ngành hàng", required=False)
    keywords = line("Từ khóa trong tên sản phẩm", 100, "Ví dụ: mật ong.")
    stars = forms.TypedChoiceField(
        label="Từ hạng sao",
        required=False,
        coerce=int,
        empty_value=0,
        choices=[("", "Không nêu"), (3, "3 sao"), (4, "4 sao"), (5, "5 sao")],
    )
    province = forms.ChoiceField(label="Sản xuất ở tỉnh, thành phố", required=False)
    volume = whole("Sản lượng mỗi tháng")
    unit = forms.ChoiceField(label="Đơn vị tính", required=False, choices=[("", "Chọn"), *UNIT_CHOICES])
    price = whole("Giá cao nhất", "đồng", "Cho một đơn vị tính.")
    papers = ticks("Giấy tờ cần có", PAPER_CHOICES)
    gtin = forms.BooleanField(label="Cần có mã vạch", required=False)
    region = forms.ChoiceField(
        label="Giao hàng ở", required=False, choices=[("", "Không nêu"), *REGION_CHOICES]
    )
    lead_days = whole("Giao trong", "ngày", most=365)
    hard = ticks(
        "Điều nào bắt buộc",
        [(part, NAMES[part].capitalize()) for part in NAMES],
        "Sản phẩm thiếu điều bắt buộc bị loại; điều còn lại chỉ làm thay đổi thứ tự.",
    )
    until_on = forms.DateField(label="Nhận chào hàng đến hết ngày", help_text="Ví dụ: 31/12/2026")
    terms = forms.CharField(
        label="Điều kiện khác", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = sector_choices("Không nêu")  # type: ignore[attr-defined]
        self.fields["province"].choices = province_choices("Không nêu")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["papers"] = packed(cleaned.get("papers", ()), PAPERS)
        cleaned["hard"] = packed(cleaned.get("hard", ()), PARTS)
        for name in ("title", "keywords"):
            cleaned[name] = clean_line(cleaned.get(name, ""))
        cleaned["terms"] = clean(cleaned.get("terms", ""))
        return cleaned


def sector_choices(empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((one.code, f"{one.code}. {one.name}") for one in sectors())]


def province_choices(empty: str) -> list[tuple[str, str]]:
    found = Unit.objects.provinces().current().order_by("sort_key")
    return [("", empty), *((one.key, one.name) for one in found)]
