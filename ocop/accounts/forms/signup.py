"""Sign-up for producers: who, how to reach, and an agreement that nobody ticked beforehand."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.http import HttpRequest

from ocop.accounts.phone import clean_phone
from ocop.core.text import clean_line


class SignupForm(allauth_forms.SignupForm):
    """allauth's form with full name, telephone and consent (Law 91/2025/QH15: consent is an act of the person)."""

    field_order = ["full_name", "phone", "email", "password1", "consent"]

    full_name = forms.CharField(
        label="Họ và tên", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="Điện thoại",
        max_length=20,
        help_text="Để cán bộ liên hệ khi hồ sơ cần bổ sung.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    consent = forms.BooleanField(
        label="Tôi đồng ý để cơ quan quản lý Chương trình OCOP xử lý dữ liệu cá nhân của tôi theo thông báo về dữ liệu "
        "cá nhân.",
        error_messages={
            "required": "Cần đồng ý thì mới lập được tài khoản. Xem thông báo về dữ liệu cá nhân ở dưới."
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Thư điện tử"
        self.fields["email"].help_text = "Dùng để đăng nhập và lấy lại mật khẩu."
        self.fields["password1"].label = "Mật khẩu"
        self.fields["password1"].help_text = "Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất."

    def clean_full_name(self) -> str:
        name = clean_line(self.cleaned_data["full_name"])
        if len(name) < 2:
            raise forms.ValidationError("Hãy ghi đầy đủ họ và tên.")
        return name

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Nothing beyond what the adapter stores; allauth asks for this method."""
