"""Vietnamese telephone numbers: written freely, stored as 0xxxxxxxxx."""

import re

from django.core.exceptions import ValidationError

_SHAPE = re.compile(r"0[235789]\d{8,9}")


def clean_phone(text: str) -> str:
    """`+84 912.345.678` → `0912345678`."""
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = re.sub(r"^(\+84|0084)0?", "0", digits)
    if not digits:
        return ""
    if not _SHAPE.fullmatch(digits):
        raise ValidationError("Số điện thoại gồm 10 hoặc 11 chữ số và bắt đầu bằng 0, ví dụ 0912 345 678.")
    return digits
