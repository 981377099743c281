"""Input of the products' pages."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from ocop.core.numbers import NumberField
from ocop.core.text import clean_line
from ocop.documents.upload_fields import PICTURES, FilesField, ManyFiles, camera_field
from ocop.products.enums import OutletKind
from ocop.products.models import Product
from ocop.rulebook.criteria import load_sets

GROUPS = (
    ("Tên và bộ tiêu chí", ("name", "criteria_set_number")),
    ("Mô tả", ("summary", "story", "ingredients", "gi_name", "process", "packaging")),
    ("Sản lượng và bán hàng", ("capacity", "price", "price_unit", "markets", "gtin")),
)


def _line(label: str, length: int, help_text: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, help_text=help_text, required=required)


def _long(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=6000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProductForm(forms.Form):
    """The product of Mẫu 01 and 02. Only the name is required to begin."""

    name = _line("Tên sản phẩm", 200, "Như trên nhãn.", True)
    criteria_set_number = forms.TypedChoiceField(
        label="Bộ tiêu chí",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Chưa biết thì để trống rồi tìm bằng lời thường ở trang sau.",
    )
    summary = _long("Giới thiệu ngắn", "Hai, ba câu: là gì, làm từ gì, khác ở đâu.")
    story = _long("Câu chuyện sản phẩm")
    ingredients = _long("Nguyên liệu, thành phần")
    gi_name = _line(
        "Chỉ dẫn địa lý của vùng nguyên liệu",
        160,
        "Chỉ điền khi nguyên liệu lấy từ vùng có chỉ dẫn địa lý được bảo hộ; ghi tên chỉ dẫn.",
    )
    process = _long("Quy trình sản xuất", "Các bước chính, mỗi bước một dòng.")
    packaging = _line("Quy cách đóng gói", 300, "Ví dụ: chai thủy tinh 500 ml, thùng 12 chai.")
    capacity = _line("Sản lượng mỗi năm", 200, "Ghi cả đơn vị, ví dụ 12 tấn.")
    price = NumberField(
        label="Giá bán lẻ", decimals=False, required=False, least=0, most=10_000_000_000, unit="đồng"
    )
    price_unit = _line("Tính cho", 40, "Ví dụ: chai, kg, lượt khách.")
    markets = _long("Nơi tiêu thụ chính")
    gtin = _long(
        "Mã vạch (nếu có)",
        "Dãy số dưới vạch, 8 đến 14 chữ số. Mỗi quy cách một dòng, sau số ghi quy cách: 8934567890120 chai 500 ml.",
    )

    def __init__(self, *args: Any, product: Product | None = None, **kwargs: Any) -> None:
        if product:
            kwargs.setdefault(
                "initial", {name: getattr(product, name) for _, names in GROUPS for name in names}
            )
        super().__init__(*args, **kwargs)
        choices = [(one.number, f"{one.number}. {one.name}") for one in load_sets()]
        self.fields["summary"].plain_label = True  # type: ignore[attr-defined]  # needed before a dossier is submitted
        self.fields["criteria_set_number"].choices = [("", "Chưa chọn"), *choices]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in GROUPS]


class PhotoForm(forms.Form):
    """One or several pictures of the product."""

    files = FilesField(
        label="Ảnh sản phẩm",
        required=False,
        widget=ManyFiles(attrs={"accept": PICTURES}),
        help_text="Ảnh JPG, PNG hoặc WebP; chụp rõ sản phẩm và nhãn. Nơi chụp, giờ chụp trong ảnh được xóa trước khi hiện.",
    )
    camera = camera_field()
    caption = forms.CharField(label="Chú thích", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.uploads:
            self.add_error("files", "Hãy chọn ảnh hoặc chụp ngay.")
        return cleaned

    @property
    def uploads(self) -> list[Any]:
        return [*self.cleaned_data.get("files", []), *self.cleaned_data.get("camera", [])]


class OutletForm(forms.Form):
    """Where the product can be bought."""

    kind = forms.ChoiceField(label="Loại nơi bán", choices=OutletKind.choices)
    name = _line("Tên nơi bán", 160, "Ví dụ: Cửa hàng nông sản Hà Đông, gian hàng chính hãng trên sàn.", True)
    address = _line("Địa chỉ", 300, "Bắt buộc với cửa hàng, siêu thị, nơi sản xuất.")
    link = _line("Địa chỉ trang bán hàng", 300, "Bắt buộc khi bán trên mạng; bắt đầu bằng https://")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {name: clean_line(value) for name, value in cleaned.items()}
