"""The sector (I–VI of 26/2026) of a product: from its criteria set, else from the wording of its published record.

1048/QĐ-TTg had six other sectors; their names are read by their words: vải, may mặc, lưu niệm, nội thất, trang trí are
crafts (IV) today. A wording that says nothing leaves the sector empty.
"""

from ocop.core.text import fold

WORDS = (
    ("VI", ("du lich",)),
    ("V", ("sinh vat canh", "cay canh", "hoa canh", "dong vat canh")),
    ("IV", ("thu cong", "my nghe", "vai", "may mac", "luu niem", "noi that", "trang tri", "gom su")),
    ("III", ("thao duoc", "duoc lieu", "my pham")),
    ("II", ("do uong", "ruou")),
    ("I", ("thuc pham", "che bien", "nong san")),
)


def sector_of_wording(text: str) -> str:
    folded = f" {fold(text)} "
    for code, signs in WORDS:
        if any(f" {sign}" in folded for sign in signs):
            return code
    return ""
