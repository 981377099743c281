"""Numbers as people here type them: 1.234.567,5. What could mean two things is asked back, never guessed."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from ocop.core.text import clean_line

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+(,\d+)?")


def read_number(text: str, *, decimals: bool = True) -> Decimal:
    """`1.234,5`, `1234,5` or `1 234,5`. ValidationError with a sentence for everything else.

    Where decimals may occur `1.234` is ambiguous (a thousand and more, or one and a bit) and refused.
    """
    bare = re.sub(r"\s", "", clean_line(text)).replace("−", "-")
    if decimals and re.fullmatch(r"-?\d{1,3}\.\d{3}", bare):
        whole, part = bare.split(".")
        raise ValidationError(
            f"“{bare}” có thể hiểu hai cách: hãy viết {whole}{part} hoặc {whole},{part}.", code="ambiguous"
        )
    if re.fullmatch(r"-?\d+\.\d+", bare) and not _GROUPED.fullmatch(bare):
        raise ValidationError(f"Phần lẻ viết sau dấu phẩy: {bare.replace('.', ',')}.", code="point")
    if not (_GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)) or len(bare) > 30:
        raise ValidationError(
            "Hãy nhập một số, ví dụ 1.250 hoặc 85000; phần lẻ viết sau dấu phẩy.", code="number"
        )
    if not decimals and "," in bare:
        raise ValidationError("Chỗ này nhận số nguyên, không có phần lẻ.", code="whole")
    return Decimal(bare.replace(".", "").replace(",", "."))


def write_number(value: Decimal | None) -> str:
    """For an input field: no grouping, decimal comma, nothing lost."""
    if value is None:
        return ""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


class NumberField(forms.CharField):
    """A text input that cleans to a Decimal (or int when `decimals=False`); `unit` stands behind the field."""

    def __init__(
        self,
        *,
        decimals: bool = True,
        unit: str = "",
        least: int | None = None,
        most: int | None = None,
        **kwargs: object,
    ) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.decimals, self.unit, self.least, self.most = decimals, unit, least, most
        self.widget.attrs.setdefault("inputmode", "decimal" if decimals else "numeric")

    def clean(self, value: object) -> Decimal | int | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text, decimals=self.decimals)
        if self.least is not None and number < self.least:
            raise ValidationError(f"Số này không được nhỏ hơn {self.least}.", code="least")
        if self.most is not None and number > self.most:
            raise ValidationError(f"Số này không được lớn hơn {self.most:,}.".replace(",", "."), code="most")
        return number if self.decimals else int(number)

    def prepare_value(self, value: object) -> object:
        return write_number(Decimal(value)) if isinstance(value, (int, Decimal)) else value
