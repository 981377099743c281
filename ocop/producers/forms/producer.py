"""The data of Mẫu 01 and Mẫu 02, phần I."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from ocop.core.numbers import NumberField
from ocop.core.text import clean_line
from ocop.places.fields import PlaceField, PlaceSearchMixin
from ocop.producers.enums import LegalForm
from ocop.producers.identifiers import (
    check_digit_ok,
    clean_phone,
    clean_tax_code,
    phone_complaint,
    tax_code_complaint,
)
from ocop.producers.models import Producer

WHY = "Chỉ dùng cho tiêu chí về đại diện là nữ, người dân tộc thiểu số hoặc người khuyết tật; không bao giờ công khai."
GROUPS = (
    (
        "Chủ thể",
        (
            "name",
            "legal_form",
            "tax_code",
            "registration_no",
            "registered_on",
            "registered_by",
            "founded_year",
        ),
    ),
    ("Địa chỉ và liên hệ", ("unit", "address", "phone", "email", "website")),
    (
        "Người đại diện",
        (
            "representative",
            "representative_title",
            "representative_sex",
            "representative_ethnicity",
            "representative_disability",
        ),
    ),
    ("Lao động", ("workers", "workers_local", "workers_female")),
    ("Hoạt động", ("main_business", "history", "structure")),
)


# Not needed to register, but before a dossier is submitted (the procedure's form fields).
NEEDED_LATER = (
    *(
        "registration_no",
        "founded_year",
        "address",
        "representative_sex",
        "representative_ethnicity",
        "workers",
    ),
    *("workers_local", "main_business", "structure"),
)


def _line(
    label: str, length: int, required: bool = False, help_text: str = "", **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
    )


def _long(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _count(label: str, help_text: str = "", most: int = 100_000) -> NumberField:
    return NumberField(
        label=label, decimals=False, required=False, least=0, most=most, unit="người", help_text=help_text
    )


class ProducerForm(PlaceSearchMixin, forms.Form):
    """Few fields are required: the rest may follow, the pre-check of a dossier says what is still missing."""

    name = _line("Tên chủ thể", 200, True, "Như trên giấy đăng ký kinh doanh.", autocomplete="organization")
    legal_form = forms.ChoiceField(
        label="Loại hình",
        widget=forms.RadioSelect,
        choices=[c for c in LegalForm.choices if c[0] != LegalForm.UNKNOWN],
    )
    tax_code = _line(
        "Mã số thuế",
        17,
        help_text="10 chữ số, hoặc 13 chữ số với chi nhánh. Không ghi số định danh cá nhân.",
        inputmode="numeric",
    )
    registration_no = _line("Số đăng ký kinh doanh", 40)
    registered_on = forms.DateField(label="Ngày cấp", required=False)
    registered_by = _line("Nơi cấp", 160)
    founded_year = NumberField(
        label="Năm bắt đầu hoạt động", decimals=False, required=False, least=1900, most=2100, max_length=4
    )
    unit = PlaceField(
        label="Xã, phường", level="commune", help_text="Gõ tên rồi bấm Tìm; tên xã, huyện cũ cũng tìm được."
    )
    address = _line("Số nhà, thôn, tổ", 300, autocomplete="street-address")
    phone = _line(
        "Điện thoại",
        20,
        True,
        "Cán bộ gọi số này khi hồ sơ cần bổ sung.",
        autocomplete="tel",
        inputmode="tel",
    )
    email = forms.EmailField(label="Thư điện tử", required=False)
    website = _line("Trang web, mạng xã hội", 200)
    representative = _line("Người đại diện", 100, True, "Ghi đủ họ và tên.", autocomplete="name")
    representative_title = _line("Chức vụ", 100, help_text="Ví dụ: Giám đốc, Chủ hộ.")
    representative_sex = forms.ChoiceField(
        label="Giới tính",
        required=False,
        choices=[("", "Chưa ghi"), ("F", "Nữ"), ("M", "Nam")],
        help_text=WHY,
    )
    representative_ethnicity = _line("Dân tộc", 40, help_text=WHY)
    representative_disability = forms.TypedChoiceField(
        label="Là người khuyết tật",
        required=False,
        help_text=WHY,
        empty_value=None,
        coerce=lambda value: value == "yes",
        choices=[("", "Chưa ghi"), ("no", "Không"), ("yes", "Có")],
    )
    workers = _count("Số lao động")
    workers_local = _count("Trong đó là người trong xã")
    workers_female = _count("Trong đó là nữ")
    main_business = _long("Ngành nghề, sản phẩm chính")
    history = _long("Quá trình hình thành, phát triển")
    structure = _long("Bộ máy tổ chức", "Ví dụ: ban giám đốc, các tổ sản xuất, người phụ trách chất lượng.")
    confirmed = forms.BooleanField(label="Tôi đã xem các chủ thể trên; đây là chủ thể khác.", required=False)

    def __init__(
        self, *args: Any, producer: Producer | None = None, asked_back: bool = False, **kwargs: Any
    ) -> None:
        if producer:
            kwargs.setdefault("initial", _initial(producer))
        super().__init__(*args, **kwargs)
        asked = asked_back or (self.is_bound and "confirmed" in self.data)
        if producer or not asked:
            del self.fields["confirmed"]
        for name in NEEDED_LATER:
            self.fields[name].plain_label = True  # type: ignore[attr-defined]

    def ask_back(self) -> None:
        """Show the box that says “this is another producer” after look-alikes were named."""
        self.fields.setdefault("confirmed", self.base_fields["confirmed"])

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_tax_code(self) -> str:
        code = clean_tax_code(self.cleaned_data["tax_code"])
        if code and (sentence := tax_code_complaint(code)):
            raise ValidationError(sentence)
        if code and not check_digit_ok(code):
            raise ValidationError("Mã số thuế sai số kiểm tra: hãy xem lại từng chữ số trên giấy đăng ký.")
        return code

    def clean_phone(self) -> str:
        phone = clean_phone(self.cleaned_data["phone"])
        if sentence := phone_complaint(phone):
            raise ValidationError(sentence)
        return phone

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    @property
    def data_only(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}


def _initial(producer: Producer) -> dict[str, Any]:
    initial = {name: getattr(producer, name) for _, names in GROUPS for name in names}
    disabled = producer.representative_disability
    initial["representative_disability"] = "" if disabled is None else "yes" if disabled else "no"
    return initial


class InviteForm(forms.Form):
    """Who is asked to act for the producer."""

    email = forms.EmailField(
        label="Thư điện tử của người được mời",
        max_length=254,
        help_text="Người nhận đăng nhập (hoặc đăng ký) bằng đúng địa chỉ này.",
    )
