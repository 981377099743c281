"""What things are called: goods of the classification, communes of today, invented producers."""

from dataclasses import dataclass
from functools import cache
from random import Random

from ocop.rulebook.criteria.sectors import sectors

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODES = 1 << 40  # eight letters of 32
STEP, START = 0x9E3779B97F | 1, 0x5DEECE66D  # an odd step visits every code once
QUALITIES = (
    "", "", "", "truyền thống", "đặc sản", "hữu cơ", "nguyên chất", "cao cấp", "loại một", "gia truyền", "hộp quà",
    "hút chân không", "túi 500 g", "vụ mới", "tuyển chọn", "VietGAP", "thủ công",
)  # fmt: skip
FIRST = [
    "An",
    "Bình",
    "Cường",
    "Đại",
    "Đông",
    "Gia",
    "Hải",
    "Hòa",
    "Hoàng",
    "Hồng",
    "Hưng",
    "Khánh",
    "Kim",
    "Lộc",
    "Mai",
    "Minh",
    "Nam",
    "Ngọc",
    "Nhật",
    "Phú",
    "Phúc",
    "Quang",
    "Sơn",
    "Tâm",
    "Tân",
    "Thanh",
    "Thành",
    "Thiên",
    "Thịnh",
    "Thu",
    "Toàn",
    "Trường",
    "Tùng",
    "Vạn",
    "Việt",
    "Vĩnh",
    "Xuân",
    "Yên",
]
SECOND = [
    "An",
    "Bảo",
    "Châu",
    "Cường",
    "Đạt",
    "Điền",
    "Đức",
    "Hà",
    "Hậu",
    "Hiền",
    "Hoa",
    "Hội",
    "Hương",
    "Khang",
    "Khoa",
    "Lâm",
    "Lập",
    "Long",
    "Lợi",
    "Lương",
    "Mỹ",
    "Nghĩa",
    "Nguyên",
    "Phát",
    "Phong",
    "Phước",
    "Quý",
    "Sinh",
    "Tài",
    "Thắng",
    "Thọ",
    "Thuận",
    "Tiến",
    "Tín",
    "Trí",
    "Trung",
    "Tuấn",
    "Vinh",
    "Vượng",
]
FORMS = (
    ("htx", "Hợp tác xã", 38),
    ("dn", "Công ty TNHH", 26),
    ("ho", "Hộ kinh doanh", 24),
    ("tht", "Tổ hợp tác", 8),
    ("trang_trai", "Trang trại", 4),
)
PEOPLE = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lò",
    "Vàng",
    "Nông",
    "Hà",
    "Cao",
    "Đinh",
    "Mai",
]


@dataclass(frozen=True)
class Goods:
    """A kind of thing that is made somewhere, with its place in the classification."""

    name: str
    set_number: int
    sector: str
    sector_name: str
    group: str


@cache
def all_goods() -> tuple[Goods, ...]:
    """The words of the classification that are longer than one syllable; they need no other word to be a product."""
    found: dict[str, Goods] = {}
    for sector in sectors():
        for group in sector.groups:
            for one in group.sets:
                for word in one.keywords:
                    if " " in word:
                        found.setdefault(word, Goods(word, one.number, sector.code, sector.name, group.name))
    return tuple(found.values())


def product_name(goods: Goods, place: str, rng: Random) -> str:
    words = (goods.name[:1].upper() + goods.name[1:], rng.choice(QUALITIES), place)
    return " ".join(word for word in words if word)


def producer_name(place: str, rng: Random) -> tuple[str, str]:
    """(legal form, name); the name says that it is invented."""
    form, words, _ = rng.choices(FORMS, weights=[weight for _, _, weight in FORMS])[0]
    return form, f"{words} Mẫu {rng.choice(FIRST)} {rng.choice(SECOND)} {place}"


def person_name(rng: Random) -> str:
    return f"{rng.choice(PEOPLE)} {rng.choice(FIRST)} {rng.choice(SECOND)}"


def code(prefix: str, number: int) -> str:
    """Another code for each number, in no visible order; the same one for the same number."""
    value = (number * STEP + START) % CODES
    return f"{prefix}-{_letters(value, 8)}"


def token(rng: Random) -> str:
    return _letters(rng.getrandbits(140), 28)


def _letters(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in range(length))
