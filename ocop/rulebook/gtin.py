"""Barcodes of trade items (GTIN) and their web addresses (GS1 Digital Link).

Sources: GS1 General Specifications, section 2.1 (GTIN-8, -12, -13, -14), section 7.9 (check digit, weights 3 and 1 from
the right), section 1.4.2 (prefixes for use inside a shop or region), section 3 (AI 10, 21, 22: up to 20 characters of
the 82-character set); GS1 Digital Link URI Syntax 1.3: `/01/gtin[/22/cpv][/10/lot][/21/serial]`.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from ocop.rulebook.refusals import quoted, refused

LENGTHS = (8, 12, 13, 14)
QUALIFIERS = ("22", "10", "21")  # in the order the standard fixes for a GTIN
QUALIFIER_WORDS = {"22": "biến thể", "10": "số lô", "21": "số sê-ri"}
_CHARACTERS = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
_INSIDE_A_SHOP = re.compile(r"02|04|2[0-9]")  # restricted circulation numbers, counted in a GTIN-13
_NOT_GOODS = re.compile(r"977|978|979|98[0-4]|99")  # periodicals, books, vouchers


@dataclass(frozen=True)
class Gtin:
    """`key` is the number with zeros in front, 14 digits: the same item whatever its length on the pack."""

    written: str

    @property
    def key(self) -> str:
        return self.written.zfill(14)

    @property
    def kind(self) -> str:
        return f"GTIN-{len(self.written)}"

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class DigitalLink:
    gtin: Gtin
    qualifiers: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The canonical address: 14 digits, qualifiers in order."""
        return "".join([f"/01/{self.gtin.key}", *(f"/{ai}/{value}" for ai, value in self.qualifiers.items())])


def check_digit(body: str) -> int:
    """The last digit that belongs to the digits before it."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return -total % 10


def parse_gtin(text: str) -> Gtin:
    """Read a number as printed under the bars; blanks and hyphens are dropped. The refusal says what is wrong."""
    digits = re.sub(r"[\s\-]", "", text)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in LENGTHS:
        raise refused(
            f"Mã vạch {quoted(text)} phải là 8, 12, 13 hoặc 14 chữ số; hãy chép lại dãy số dưới vạch."
        )
    expected = check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        raise refused(
            f"Mã vạch {quoted(text)} sai số kiểm tra: với các số đứng trước, số cuối phải là {expected}. "
            "Hãy xem lại dãy số dưới vạch."
        )
    gtin = Gtin(digits)
    _check_prefix(gtin)
    return gtin


def _check_prefix(gtin: Gtin) -> None:
    number = gtin.key[1:]
    if not gtin.key.strip("0"):
        raise refused("Mã vạch chỉ gồm số 0 không phải là mã của hàng hóa nào.")
    if len(gtin.written) != 8 and _INSIDE_A_SHOP.match(number):
        raise refused(
            f"Mã {quoted(gtin.written)} là mã nội bộ của cửa hàng (đầu số 02, 04, 20–29), không dùng chung được. "
            "Hãy ghi mã được Tổ chức mã số mã vạch cấp."
        )
    if len(gtin.written) != 8 and _NOT_GOODS.match(number):
        raise refused(f"Mã {quoted(gtin.written)} là mã của sách, báo hoặc phiếu, không phải của hàng hóa.")


def parse_digital_link(gtin: str, rest: str = "") -> DigitalLink:
    """The parts after `/01/`: a GTIN and qualifiers, each once and in the fixed order."""
    parts = [unquote(part) for part in rest.strip("/").split("/")] if rest.strip("/") else []
    if len(parts) % 2:
        raise refused(f"Sau {quoted(parts[-1])} phải có giá trị, ví dụ /10/LO123.")
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    keys = [ai for ai, _ in pairs]
    if keys != [ai for ai in QUALIFIERS if ai in keys]:
        raise refused(
            "Sau mã vạch chỉ có thể có /22/biến thể, /10/số lô, /21/số sê-ri, mỗi phần một lần và theo thứ tự đó."
        )
    for ai, value in pairs:
        if not _CHARACTERS.fullmatch(value):
            raise refused(
                f"{QUALIFIER_WORDS[ai].capitalize()} {quoted(value)} phải là 1–20 chữ không dấu, số hoặc dấu câu thường."
            )
    return DigitalLink(parse_gtin(gtin), dict(pairs))
