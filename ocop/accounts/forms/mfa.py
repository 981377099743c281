"""The second factor's code is typed on a telephone: a keyboard of digits, no placeholder in its way."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django import forms


def _digits(field: forms.Field, label: str) -> None:
    field.label = label
    field.widget.attrs |= {"inputmode": "numeric", "placeholder": "", "autocomplete": "one-time-code"}


class AuthenticateForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _digits(self.fields["code"], "Mã 6 số, hoặc mã dự phòng")


class ActivateForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _digits(self.fields["code"], "Mã 6 số")
