"""Input of distributors: the application, and the words that go with a move."""

from typing import Any

from django import forms

from ocop.accounts.phone import clean_phone
from ocop.core.text import clean, clean_line
from ocop.documents.upload_fields import FilesField
from ocop.places.models import Unit
from ocop.producers.identifiers import clean_tax_code
from ocop.trade.enums import BuyerKind


def line(label: str, length: int, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, help_text=help_text, required=required)


class ContactForm(forms.Form):
    """What the buyer may change alone at any time."""

    address = line("Địa chỉ trụ sở", 300)
    website = line("Trang web", 200, required=False)
    about = forms.CharField(
        label="Giới thiệu",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bán ở đâu, bao nhiêu cửa hàng, cần gì ở nhà cung cấp.",
    )
    contact_name = line("Người liên hệ", 100)
    phone = line("Điện thoại", 20)
    email = forms.EmailField(label="Thư điện tử")
    share_contact = forms.BooleanField(
        label="Cho chủ thể thấy người liên hệ, điện thoại, thư điện tử",
        required=False,
        help_text="Không chọn thì chủ thể chỉ thấy tên pháp nhân. Bỏ lúc nào cũng được, mất ngay khỏi mọi danh sách.",
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("address", "website", "contact_name", "name"):
            if isinstance(cleaned.get(name), str):
                cleaned[name] = clean_line(cleaned[name])
        if cleaned.get("about"):
            cleaned["about"] = clean(cleaned["about"])
        return cleaned


class ApplicationForm(ContactForm):
    """Somebody applies for a firm."""

    kind = forms.ChoiceField(label="Loại nhà phân phối", choices=BuyerKind.choices)
    name = line("Tên pháp nhân", 200, "Như trong giấy đăng ký doanh nghiệp.")
    tax_code = line("Mã số thuế", 20, "10 chữ số, hoặc 13 chữ số với chi nhánh.")
    unit = forms.ModelChoiceField(
        label="Tỉnh, thành phố đặt trụ sở",
        queryset=Unit.objects.none(),
        to_field_name="key",
        empty_label="Chọn",
        help_text="Cơ quan tham mưu của tỉnh này xác minh.",
    )
    papers = FilesField(
        label="Giấy tờ pháp nhân",
        help_text="Bản chụp hoặc PDF giấy đăng ký doanh nghiệp. Chỉ cơ quan xác minh xem được.",
    )

    field_order = ("kind", "name", "tax_code", "unit", "address", "website", "about", "papers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.provinces().current().order_by("sort_key")  # type: ignore[attr-defined]

    def clean_tax_code(self) -> str:
        return clean_tax_code(self.cleaned_data["tax_code"])


class WordsForm(forms.Form):
    """The words that go with a move."""

    words = forms.CharField(
        label="Lý do, ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
