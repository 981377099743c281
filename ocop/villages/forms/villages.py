"""Input of villages, titles, producers, artisans, marks, tourism."""

from typing import Any

from django import forms

from ocop.core.acting import Acting
from ocop.core.numbers import NumberField
from ocop.core.text import clean_line
from ocop.places.fields import PlaceField, PlaceSearchMixin
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.villages.enums import Kind, MarkKind
from ocop.villages.models import Village

DAY = "Ví dụ: 05/03/2026"


def lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LineForm(forms.Form):
    """Single-line texts lose their stray blanks."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(cleaned.get(name), str) and not isinstance(field.widget, forms.Textarea):
                cleaned[name] = clean_line(cleaned[name])
        return cleaned


class ProducerMixin:
    """A producer by its code or full name, among those the person sees."""

    acting: Acting

    def clean_producer(self) -> Producer | None:
        typed = clean_line(self.cleaned_data["producer"])  # type: ignore[attr-defined]
        if not typed:
            return None
        seen = self.producers()
        found = list(seen.filter(code=typed)[:2]) or list(seen.filter(name__iexact=typed)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                "Không có đúng một chủ thể như vậy. Hãy nhập mã chủ thể (CT-…).", code="producer"
            )
        return found[0]

    def producers(self) -> Any:
        return Producer.objects.select_related("unit").visible_to(self.acting)


class VillageForm(PlaceSearchMixin, LineForm):
    kind = forms.ChoiceField(label="Loại", choices=Kind.choices)
    name = forms.CharField(label="Tên", max_length=200)
    trade = forms.CharField(label="Nghề", max_length=120, required=False, help_text="Ví dụ: Gốm sứ")
    unit = PlaceField(label="Xã, phường", level="commune")
    place_wording = forms.CharField(label="Thôn, làng, nơi cụ thể", max_length=300, required=False)
    story = forms.CharField(label="Giới thiệu", max_length=4000, required=False, widget=lines(5))
    households = NumberField(label="Số hộ làm nghề", decimals=False, least=0, most=100_000, required=False)
    source = forms.CharField(label="Nguồn, văn bản", max_length=300, required=False)


class EditVillageForm(VillageForm):
    unit = None


class RecogniseForm(LineForm):
    decision = forms.CharField(label="Quyết định số", max_length=120)
    recognised_on = forms.DateField(label="Ngày quyết định", help_text=DAY)


class WithdrawForm(LineForm):
    on = forms.DateField(label="Thôi công nhận từ ngày", help_text=DAY)
    reason = forms.CharField(label="Quyết định, lý do", max_length=1000, required=False, widget=lines(4))


class LinkForm(ProducerMixin, LineForm):
    producer = forms.CharField(label="Mã hoặc tên chủ thể", max_length=200)
    from_on = forms.DateField(label="Từ ngày", help_text=DAY)

    def __init__(self, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting


class ArtisanForm(LineForm):
    name = forms.CharField(label="Họ và tên", max_length=100)
    title = forms.CharField(label="Danh hiệu", max_length=120, required=False)
    decision = forms.CharField(label="Quyết định", max_length=120, required=False)
    consent_on = forms.DateField(
        label="Ngày người ấy đồng ý công khai tên",
        required=False,
        help_text="Để trống thì tên không hiện công khai. Ghi lại người đã có ở làng này là sửa.",
    )


class MarkForm(PlaceSearchMixin, LineForm):
    kind = forms.ChoiceField(label="Loại", choices=MarkKind.choices)
    name = forms.CharField(label="Tên", max_length=160)
    number = forms.CharField(label="Số văn bằng", max_length=60, required=False)
    registered_on = forms.DateField(label="Ngày cấp", required=False, help_text=DAY)
    expires_on = forms.DateField(label="Hết hạn ngày", required=False, help_text=DAY)
    holder = forms.CharField(label="Chủ văn bằng, tổ chức quản lý", max_length=200, required=False)
    territory = PlaceField(label="Vùng", help_text="Một tỉnh, hoặc một xã.")


class UseForm(LineForm):
    product = forms.CharField(label="Mã sản phẩm", max_length=20, help_text="Ví dụ: SP-7K3M9QXA")
    paper = forms.CharField(label="Giấy cho phép sử dụng", max_length=120, required=False)
    from_on = forms.DateField(label="Từ ngày", help_text=DAY)

    def clean_product(self) -> Product:
        found = Product.objects.select_related("unit", "producer").filter(
            code=clean_line(self.cleaned_data["product"]).upper()
        )
        if not found:
            raise forms.ValidationError("Không có sản phẩm mang mã này.", code="product")
        return found[0]


class PointForm(PlaceSearchMixin, LineForm):
    name = forms.CharField(label="Tên điểm", max_length=200)
    unit = PlaceField(label="Xã, phường", level="commune")
    village = forms.CharField(
        label="Mã làng nghề", max_length=20, required=False, help_text="Nếu điểm ở trong một làng nghề: LN-…"
    )
    address = forms.CharField(label="Địa chỉ", max_length=250, required=False)
    offers = forms.CharField(
        label="Khách được xem gì, làm gì", max_length=2000, required=False, widget=lines()
    )
    hours = forms.CharField(label="Giờ đón khách", max_length=120, required=False)
    opened_on = forms.DateField(label="Hoạt động từ ngày", help_text=DAY)
    closed_on = forms.DateField(label="Thôi hoạt động từ ngày", required=False)
    source = forms.CharField(label="Nguồn", max_length=300, required=False)

    def clean_village(self) -> Village | None:
        typed = clean_line(self.cleaned_data["village"]).upper()
        found = Village.objects.filter(code=typed).first() if typed else None
        if typed and found is None:
            raise forms.ValidationError("Không có làng nghề mang mã này.", code="village")
        return found


class RouteForm(LineForm):
    name = forms.CharField(label="Tên tuyến", max_length=200)
    words = forms.CharField(label="Mô tả", max_length=2000, required=False, widget=lines())
    stops = forms.CharField(
        label="Các điểm theo thứ tự", max_length=2000, widget=lines(5), help_text="Mỗi dòng một mã điểm: DL-…"
    )

    def clean_stops(self) -> list[str]:
        return [clean_line(line).upper() for line in self.cleaned_data["stops"].splitlines() if line.strip()]


class ReasonlessForm(forms.Form):
    """A step that needs no words."""
