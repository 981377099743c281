"""Input of the pages of points."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from ocop.core.numbers import NumberField
from ocop.core.text import clean_line
from ocop.documents.upload_fields import PICTURES, FilesField, ManyFiles, camera_field
from ocop.market.enums import PointKind
from ocop.market.models import MonthlyReport, Point
from ocop.places.fields import PlaceField, PlaceSearchMixin
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.rulebook.market import first_of
from ocop.rulebook.validity import add_months

MONTHS = 12  # that the form offers back from today
PLACES = Decimal("0.00001")  # about one metre
MOST = 10_000_000_000_000


def line(label: str, length: int, help_text: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, help_text=help_text, required=required)


def day(label: str, help_text: str = "", required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, required=required)


def degrees(label: str, least: int, most: int, example: str) -> NumberField:
    return NumberField(label=label, required=False, least=least, most=most, help_text=f"Ví dụ {example}")


class OwnPlaceMixin(PlaceSearchMixin):
    """A commune's office works for its own commune; others choose."""

    def __init__(self, *args: Any, own_unit: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own_unit is not None and own_unit.level == "commune":
            del self.fields["unit"]  # type: ignore[attr-defined]
            self.own_unit = own_unit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}  # type: ignore[misc]
        if hasattr(self, "own_unit"):
            cleaned["unit"] = self.own_unit
        return {
            name: clean_line(one) if isinstance(one, str) and name in self.LINES else one
            for name, one in cleaned.items()
        }  # type: ignore[attr-defined]


class PointForm(OwnPlaceMixin, forms.Form):
    """A point as the office describes it."""

    LINES = ("name", "operator_name", "address", "hours", "recognised_no", "source", "note")

    kind = forms.ChoiceField(label="Loại", choices=PointKind.choices)
    name = line("Tên", 200, "Như trên biển hiệu.", True)
    unit = PlaceField(label="Xã, phường hoặc tỉnh phụ trách")
    address = line("Địa chỉ", 300, "Số nhà, đường, thôn; không ghi lại xã và tỉnh.")
    latitude = degrees("Vĩ độ", 6, 25, "20,97115")
    longitude = degrees("Kinh độ", 100, 120, "105,77823")
    producer_code = line(
        "Mã chủ thể vận hành", 20, "Khi chủ thể OCOP tự vận hành; người của chủ thể sẽ báo số liệu."
    )
    operator_name = line("Người vận hành khác", 200, "Siêu thị, cửa hàng, ban quản lý…")
    hours = line("Giờ mở cửa", 120, "Ví dụ: 8:00–20:00, cả tuần.")
    recognised_no = line("Quyết định công nhận", 80)
    recognised_on = day("Ngày công nhận")
    recognised_until = day("Công nhận đến hết")
    support = NumberField(
        label="Hỗ trợ đã nhận", unit="đồng", decimals=False, required=False, least=0, most=MOST
    )
    support_until = day("Hỗ trợ đến hết", "Sau ngày này hệ thống theo dõi điểm còn hoạt động không.")
    source = line("Nguồn công bố", 300, "Khi ghi lại một điểm đã được công bố.")
    note = line("Ghi chú", 300, "Chỉ cơ quan thấy.")

    def clean_producer_code(self) -> Producer | None:
        code = clean_line(self.cleaned_data["producer_code"])
        if not code:
            return None
        found = Producer.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(f"Không có chủ thể nào mã {code}.", code="producer")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("latitude", "longitude"):
            if cleaned.get(name) is not None:
                cleaned[name] = cleaned[name].quantize(PLACES)
        if "producer_code" in cleaned:
            cleaned["producer"] = cleaned.pop("producer_code")
        return cleaned


def initial_of(point: Point) -> dict[str, Any]:
    values = {name: getattr(point, name) for name in PointForm.base_fields if hasattr(point, name)}
    return {**values, "producer_code": point.producer.code if point.producer else ""}


class MovePointForm(forms.Form):
    """The day of the move, and why."""

    on = day("Từ ngày", "Ví dụ 05/03/2026. Không ở sau hôm nay.", True)
    reason = forms.CharField(
        label="Lý do", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


def months(on: date) -> list[tuple[str, str]]:
    """The last twelve months, newest first."""
    found = [add_months(first_of(on), -back) for back in range(MONTHS)]
    return [(month.isoformat(), f"Tháng {month:%m/%Y}") for month in found]


class MonthForm(forms.Form):
    """The three numbers. `last` stands beside each, so that a slip is seen."""

    month = forms.TypedChoiceField(label="Tháng", coerce=date.fromisoformat)
    visits = NumberField(label="Lượt khách", decimals=False, least=0, most=10_000_000, unit="lượt")
    sales = NumberField(label="Doanh thu hàng OCOP", decimals=False, least=0, most=MOST, unit="đồng")
    products = NumberField(
        label="Sản phẩm OCOP bán được",
        decimals=False,
        least=0,
        most=100_000_000,
        unit="sản phẩm",
        help_text="Đếm theo hộp, túi, chai…",
    )
    note = line("Ghi chú", 300)

    def __init__(self, *args: Any, on: date, last: MonthlyReport | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months(on)  # type: ignore[attr-defined]
        if last is not None:
            for name in ("visits", "sales", "products"):
                said = f"{getattr(last, name):,.0f}".replace(",", ".")
                hint = self.fields[name].help_text
                self.fields[name].help_text = f"Tháng {last.month:%m/%Y}: {said}. {hint}".strip()


class ShelfForm(forms.Form):
    """A product by its code, as on its page and label; the stars as written on the shelf."""

    product = line("Mã sản phẩm", 20, "Trên trang công khai của sản phẩm, dạng SP-…", True)
    stars = forms.TypedChoiceField(
        label="Sao ghi trên kệ",
        coerce=int,
        empty_value=None,
        required=False,
        choices=(("", "Như được công nhận"), (3, "3 sao"), (4, "4 sao"), (5, "5 sao")),
    )

    def clean_product(self) -> Product:
        code = clean_line(self.cleaned_data["product"]).upper()
        found = Product.objects.select_related("producer", "unit").filter(code=code).first()
        if found is None:
            raise forms.ValidationError(f"Không có sản phẩm nào mã {code}.", code="product")
        return found


class OperatorForm(forms.Form):
    email = forms.EmailField(
        label="Thư điện tử", help_text="Người chưa có tài khoản nhận thư mời đặt mật khẩu."
    )
    full_name = line("Họ và tên", 100, "", True)
    until_on = day("Đến hết ngày", "Để trống khi chưa biết.")


class PhotosForm(forms.Form):
    files = FilesField(
        label="Ảnh điểm bán",
        required=False,
        widget=ManyFiles(attrs={"accept": PICTURES}),
        help_text="Ảnh JPG, PNG hoặc WebP. Nơi chụp, giờ chụp trong ảnh được xóa trước khi hiện.",
    )
    camera = camera_field()
    caption = line("Chú thích", 200)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.uploads:
            self.add_error("files", "Hãy chọn ảnh hoặc chụp ngay.")
        return cleaned

    @property
    def uploads(self) -> list[Any]:
        return [*self.cleaned_data.get("files", []), *self.cleaned_data.get("camera", [])]
