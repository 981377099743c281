"""Numbers and codes that stand on official papers: product code, receipt, decision number.

26/2026: product code `(T)-(X)-(STT)-20yy` on every form, receipt `Phiếu số: …/PĐK-(Mã tỉnh)-
(Mã xã)-(Năm)`; T and X are the codes of QĐ 19/2025/QĐ-TTg (2 and 5 digits), the serial is kept
by the commune. Codes from before 2025 have a district part. NĐ 30/2020: numbers below 10 are
written with a zero in front.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ocop.rulebook.refusals import quoted, refused

FIRST_YEAR, LAST_YEAR = 2018, 2099
_PRODUCT = re.compile(r"([0-9]{2})-(?:([0-9]{3})-)?([0-9]{5})-([0-9]{1,5})-(20[0-9]{2})")
_RECEIPT = re.compile(r"([0-9]{1,6})/PĐK-([0-9]{2})-([0-9]{5})-(20[0-9]{2})")
_DECISION = re.compile(r"([0-9]{1,6})/((?:[A-ZĐ]+-)*[A-ZĐ]+)")
_SYMBOL = re.compile(r"(?:[A-ZĐ]+-)*[A-ZĐ]+")


@dataclass(frozen=True)
class ProductCode:
    """`district` only in codes from before the reform of 2025."""

    province: str
    commune: str
    serial: int
    year: int
    district: str | None = None

    def __str__(self) -> str:
        places = (
            [self.province, self.district, self.commune] if self.district else [self.province, self.commune]
        )
        return "-".join([*places, str(self.serial), str(self.year)])

    @property
    def is_old(self) -> bool:
        return self.district is not None


@dataclass(frozen=True)
class Receipt:
    number: int
    province: str
    commune: str
    year: int

    def __str__(self) -> str:
        return f"{padded(self.number)}/PĐK-{self.province}-{self.commune}-{self.year}"

    @property
    def printed(self) -> str:
        return f"Phiếu số: {self}"


@dataclass(frozen=True)
class DecisionNumber:
    """Individual decisions carry no year in the number; the register keeps it beside."""

    number: int
    symbol: str

    def __str__(self) -> str:
        return f"{padded(self.number)}/{self.symbol}"


def product_code(province: str, commune: str, serial: int, year: int) -> str:
    """The code for a new product, checked part by part."""
    code = f"{province}-{commune}-{serial}-{year}"
    parse_product_code(code)
    return code


def parse_product_code(text: str) -> ProductCode:
    """Read a product code, new or old; the refusal says what a code looks like."""
    match = _PRODUCT.fullmatch(text.strip())
    if not match:
        raise refused(
            f"Mã sản phẩm {quoted(text)} không đúng dạng: mã tỉnh (2 số) - mã xã (5 số) - "
            "số thứ tự - năm, ví dụ 01-00004-12-2026."
        )
    province, district, commune, serial, year = match.groups()
    _check_serial(int(serial), "Số thứ tự sản phẩm")
    _check_year(int(year))
    return ProductCode(province, commune, int(serial), int(year), district)


def receipt_number(number: int, province: str, commune: str, year: int) -> str:
    """The text after “Phiếu số:” on Mẫu 01."""
    text = str(Receipt(number, province, commune, year))
    parse_receipt(text)
    return text


def parse_receipt(text: str) -> Receipt:
    match = _RECEIPT.fullmatch(text.strip().removeprefix("Phiếu số:").strip())
    if not match:
        raise refused(
            f"Số phiếu {quoted(text)} không đúng dạng: số/PĐK-mã tỉnh-mã xã-năm, ví dụ 07/PĐK-01-00004-2026."
        )
    number, province, commune, year = match.groups()
    _check_serial(int(number), "Số phiếu")
    _check_year(int(year))
    return Receipt(int(number), province, commune, int(year))


def decision_number(number: int, symbol: str = "QĐ-UBND") -> str:
    """“05/QĐ-UBND”, “12/QĐ-UBND”: below 10 with a zero (NĐ 30/2020)."""
    _check_serial(number, "Số văn bản")
    if not _SYMBOL.fullmatch(symbol):
        raise refused(f"Ký hiệu {quoted(symbol)} không đúng: chữ in hoa, nối bằng dấu gạch, ví dụ QĐ-UBND.")
    return str(DecisionNumber(number, symbol))


def parse_decision_number(text: str) -> DecisionNumber:
    match = _DECISION.fullmatch(text.strip())
    if not match:
        raise refused(f"Số văn bản {quoted(text)} không đúng dạng, ví dụ 05/QĐ-UBND.")
    _check_serial(int(match[1]), "Số văn bản")
    return DecisionNumber(int(match[1]), match[2])


def padded(number: int) -> str:
    return f"{number:02d}"


def next_number(used: Iterable[int]) -> int:
    """The next number of a series without gaps: one more than the highest used, from 1.

    `used` must be the whole series of one issuing body (or commune) and year; a gap in it is
    refused, since numbering on would hide a lost paper.
    """
    numbers = sorted(used)
    if numbers != list(range(1, len(numbers) + 1)):
        raise refused("Dãy số có số trùng hoặc bỏ trống: " + ", ".join(_wrong(numbers)) + ".")
    return len(numbers) + 1


def gaps(used: Iterable[int]) -> list[int]:
    """Numbers missing below the highest used, for the integrity check of a series."""
    numbers = set(used)
    return [number for number in range(1, max(numbers, default=0) + 1) if number not in numbers]


def _wrong(numbers: list[int]) -> list[str]:
    twice = sorted({number for number in numbers if numbers.count(number) > 1 or number < 1})
    return [f"thiếu {number}" for number in gaps(numbers)] + [f"sai hoặc trùng {number}" for number in twice]


def _check_serial(number: int, name: str) -> None:
    if number < 1:
        raise refused(f"{name} phải từ 1 trở lên, không phải {number}.")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refused(f"Năm {year} không đúng; Chương trình bắt đầu từ năm {FIRST_YEAR}.")
