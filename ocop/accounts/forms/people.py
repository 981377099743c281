"""Forms for managing people and for one's own details."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from ocop.accounts.models import User
from ocop.accounts.phone import clean_phone
from ocop.accounts.policies import TWO_PERSON_ROLES
from ocop.accounts.queries import appointable_roles
from ocop.core.acting import Acting
from ocop.core.permissions import ROLES
from ocop.core.text import clean_line
from ocop.places.fields import PlaceField, PlaceSearchMixin


class DetailsForm(forms.Form):
    """Name and telephone of the person signed in."""

    full_name = forms.CharField(label="Họ và tên", max_length=100)
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)

    def clean_full_name(self) -> str:
        return clean_line(self.cleaned_data["full_name"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class AppointForm(PlaceSearchMixin, forms.Form):
    """Role, unit and days. The choices are those that this office may give."""

    role = forms.ChoiceField(label="Vai trò")
    unit = PlaceField(label="Đơn vị", help_text="Gõ tên xã, tỉnh hoặc “Việt Nam” (cấp trung ương).")
    from_on = forms.DateField(label="Từ ngày")
    until_on = forms.DateField(
        label="Đến ngày", required=False, help_text="Bỏ trống nếu chưa định ngày kết thúc."
    )
    reference = forms.CharField(label="Văn bản cử", max_length=200, help_text="Số, ngày, cơ quan ban hành.")

    def __init__(self, *args: Any, by: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Chọn vai trò")]
        for role in appointable_roles(by):
            suffix = " (cần người quản trị thứ hai xác nhận)" if role in TWO_PERSON_ROLES else ""
            choices.append((role.value, f"{ROLES[role].label}{suffix}"))
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


class InviteForm(AppointForm, DetailsForm):
    """Who is invited and the first office; a known address leads to the person that has it."""

    email = forms.EmailField(label="Thư điện tử công vụ", max_length=254)
    field_order = ["email", "full_name", "phone", "role", "unit", "from_on", "until_on", "reference"]

    def split(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(the person, the office)."""
        person = {name: self.cleaned_data[name] for name in ("email", "full_name", "phone")}
        return person, {name: value for name, value in self.cleaned_data.items() if name not in person}


class ReasonForm(forms.Form):
    """Why an office ends, a request is refused, a second factor is taken off."""

    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class SetPasswordForm(forms.Form):
    """The first password of an invited person."""

    password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        help_text="Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.person)
        return password
