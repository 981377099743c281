"""Tax codes and telephone numbers as people type them: cleaned, or refused with a sentence."""

import re

from django.core.exceptions import ValidationError

from ocop.accounts import phone

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def digits(text: str) -> str:
    return re.sub(r"[\s.\-–()]", "", text)


def clean_tax_code(text: str) -> str:
    """`0101 234 567-001` → `0101234567-001`."""
    bare = digits(text)
    return f"{bare[:10]}-{bare[10:]}" if len(bare) == 13 and bare.isdecimal() else bare


def tax_code_complaint(code: str) -> str:
    """Why this is no tax code; empty when its length and signs are right (10 digits, or 10 + 3 for a branch)."""
    bare = digits(code)
    if len(bare) == 12 and bare.isdecimal():
        return (
            "Đây là số định danh cá nhân (12 số), không ghi vào hệ thống. "
            "Hộ kinh doanh dùng số định danh làm mã số thuế thì để trống ô này và ghi số đăng ký hộ kinh doanh."
        )
    if not bare.isdecimal() or len(bare) not in (10, 13):
        return "Mã số thuế gồm 10 chữ số, hoặc 13 chữ số với chi nhánh; ví dụ 0101234567."
    return ""


def check_digit_ok(code: str) -> bool:
    """The tenth digit follows from the first nine; a slip of the finger nearly always breaks it."""
    bare = digits(code)
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, bare, strict=False)) % 11
    return int(bare[9]) == 10 - rest


def clean_phone(text: str) -> str:
    """`+84 912 345 678` → `0912345678`; what is no number stays as typed, for the sentence that refuses it."""
    try:
        return phone.clean_phone(text)
    except ValidationError:
        return text


def phone_complaint(text: str) -> str:
    try:
        phone.clean_phone(text)
    except ValidationError as error:
        return str(error.messages[0])
    return ""
