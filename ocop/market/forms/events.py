"""Input of the pages of events and stalls."""

from decimal import Decimal
from typing import Any

from django import forms

from ocop.core.numbers import NumberField
from ocop.core.text import clean, clean_line
from ocop.market.enums import EventKind, Money
from ocop.market.forms.points import MOST, PLACES, OwnPlaceMixin, day, degrees, line
from ocop.market.models import EventCost, Stall, StallResult, TradeEvent
from ocop.market.policies.events import MOST_STAFF
from ocop.places.fields import PlaceField
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on

STARS = ((3, "Từ 3 sao"), (4, "Từ 4 sao"), (5, "5 sao"))


def long(label: str, help_text: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=6000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def count(label: str, most: int = 10_000_000, required: bool = True, **more: Any) -> NumberField:
    return NumberField(label=label, decimals=False, least=0, most=most, required=required, **more)


class EventForm(OwnPlaceMixin, forms.Form):
    """An event as the office announces it; the call for stalls may be added later."""

    LINES = ("name", "organiser", "address", "link", "hours", "size", "source", "note")

    kind = forms.ChoiceField(label="Loại", choices=EventKind.choices)
    name = line("Tên sự kiện", 300, "", True)
    unit = PlaceField(label="Xã, phường hoặc tỉnh tổ chức")
    address = line("Địa điểm", 300, "Tòa nhà, quảng trường, đường; không ghi lại xã và tỉnh.")
    link = line(
        "Địa chỉ trang", 300, "Khi bán trên mạng, hoặc trang riêng của sự kiện; bắt đầu bằng https://"
    )
    organiser = line("Đơn vị tổ chức", 200)
    starts_on = day("Từ ngày", "Ví dụ 06/02/2027", True)
    ends_on = day("Đến hết ngày", "", True)
    hours = line("Giờ mở cửa", 120)
    summary = long("Giới thiệu")
    programme = long("Chương trình", "Mỗi việc một dòng.")
    latitude = degrees("Vĩ độ", 6, 25, "20,97115")
    longitude = degrees("Kinh độ", 100, 120, "105,77823")
    call_from = day("Nhận đăng ký gian hàng từ")
    call_until = day("Nhận đăng ký đến hết")
    least_stars = forms.TypedChoiceField(label="Sản phẩm được mang tới", choices=STARS, coerce=int)
    stalls_planned = count("Số gian hàng", 2000, required=False)
    conditions = long("Điều kiện tham gia", rows=3)
    visitors = count("Lượt khách của cả sự kiện", 100_000_000, required=False)
    size = line("Quy mô theo nguồn", 120, "Chỉ khi ghi lại sự kiện đã công bố.")
    source = line("Nguồn công bố", 300)
    note = line("Ghi chú", 300, "Chỉ cơ quan thấy.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("latitude", "longitude"):
            if cleaned.get(name) is not None:
                cleaned[name] = cleaned[name].quantize(PLACES)
        return cleaned


def initial_of(event: TradeEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in EventForm.base_fields}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_reason: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


class CostsForm(forms.Form):
    """Planned and spent, one line for each source of money; empty lines are left out."""

    def __init__(self, *args: Any, held: list[EventCost], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = {one.money: one for one in held}
        for money, label in Money.choices:
            old = before.get(money)
            self.fields[f"{money}_planned"] = NumberField(
                label=f"{label}: dự kiến", unit="đồng", decimals=False, required=False, least=0, most=MOST,
                initial=old.planned if old else None,
            )  # fmt: skip
            self.fields[f"{money}_spent"] = NumberField(
                label=f"{label}: đã chi", unit="đồng", decimals=False, required=False, least=0, most=MOST,
                initial=old.spent if old else None,
            )  # fmt: skip

    @property
    def rows(self) -> dict[str, tuple[Decimal, Decimal | None]]:
        found = {}
        for money in Money.values:
            planned, spent = (self.cleaned_data[f"{money}_{name}"] for name in ("planned", "spent"))
            if planned is not None or spent is not None:
                found[money] = (Decimal(planned or 0), Decimal(spent) if spent is not None else None)
        return found


class GoodsForm(forms.Form):
    """Which of the producer's products come along; those that may not are not offered."""

    products = forms.ModelMultipleChoiceField(
        label="Sản phẩm mang tới",
        queryset=Product.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một sản phẩm."},
    )

    def __init__(self, *args: Any, event: TradeEvent, producer_id: int, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Product.objects.filter(producer_id=producer_id)
        able = sellable_on(event.day_asked(on), mine).order_by("sort_key", "pk")
        # Posted ids of lapsed products reach the rule, which names them.
        self.fields["products"].queryset = mine if self.is_bound else able  # type: ignore[attr-defined]
        self.fields[
            "products"
        ].help_text = (
            f"Sản phẩm từ {event.least_stars} sao, còn hiệu lực ngày {event.day_asked(on):%d/%m/%Y}."
        )


class RegisterForm(GoodsForm):
    wish = forms.CharField(
        label="Đề nghị với ban tổ chức",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_wish(self) -> str:
        return clean(self.cleaned_data["wish"])


class DecideForm(forms.Form):
    """Select with a number, wait or refuse with a reason."""

    number = line("Số gian", 6, "Ví dụ A12; có thể ghi sau.")
    reason = forms.CharField(
        label="Lý do, ghi chú cho chủ thể",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, select: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not select:
            del self.fields["number"]


class NumberForm(forms.Form):
    number = line("Số gian", 6, "Tối đa hai chữ cái và ba chữ số, ví dụ A12 hoặc 7.")


class StaffForm(forms.Form):
    people = forms.CharField(
        label="Người đứng gian",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi người một dòng: họ tên, dấu phẩy, điện thoại. Chỉ ban tổ chức thấy.",
    )

    def __init__(self, *args: Any, stall: Stall, **kwargs: Any) -> None:
        lines = [f"{one.name}, {one.phone}".rstrip(", ") for one in stall.staff.all()]
        super().__init__(*args, initial={"people": "\n".join(lines)}, **kwargs)

    def clean_people(self) -> list[tuple[str, str]]:
        lines = [clean_line(one) for one in clean(self.cleaned_data["people"]).splitlines() if one.strip()]
        pairs = [
            (name.strip()[:100], phone.strip()[:20])
            for name, _, phone in (one.partition(",") for one in lines)
        ]
        if len(pairs) > MOST_STAFF:
            raise forms.ValidationError(f"Mỗi gian ghi nhiều nhất {MOST_STAFF} người.", code="staff")
        return pairs


class ResultForm(forms.Form):
    """What the stall brought, in four numbers."""

    visitors = count("Lượt khách ghé gian")
    sales = NumberField(label="Doanh thu tại sự kiện", decimals=False, least=0, most=MOST, unit="đồng")
    contracts = count("Hợp đồng đã ký", 10_000)
    memoranda = count("Biên bản ghi nhớ đã ký", 10_000)
    note = line("Ghi chú", 500)

    def __init__(self, *args: Any, told: StallResult | None = None, **kwargs: Any) -> None:
        names = ("visitors", "sales", "contracts", "memoranda", "note")
        initial = {name: getattr(told, name) for name in names} if told else {"contracts": 0, "memoranda": 0}
        super().__init__(*args, initial=initial, **kwargs)
