"""Whose product is this? Equal names of different producers stay apart; doubt makes a new record and a question."""

from dataclasses import dataclass, field

from ocop.core.text import fold, words
from ocop.producers.enums import LegalForm
from ocop.recognition.imports.rows import Row

FORMS = (
    (("hợp tác xã", "htx"), LegalForm.COOPERATIVE),
    (("tổ hợp tác", "tht"), LegalForm.COOPERATIVE_GROUP),
    (("công ty", "doanh nghiệp", "dn"), LegalForm.ENTERPRISE),
    (("trang trại",), LegalForm.FARM),
    (("hộ", "cơ sở"), LegalForm.HOUSEHOLD),
)
SHORT = {
    "hop tac xa": "htx",
    "to hop tac": "tht",
    "cong ty trach nhiem huu han": "cty tnhh",
    "cong ty tnhh": "cty tnhh",
    "cong ty co phan": "cty cp",
    "cong ty cp": "cty cp",
    "mot thanh vien": "mtv",
}
UNKNOWN = "(nguồn không ghi chủ thể)"


def name_key(name: str) -> str:
    """Producers' names compare without marks, punctuation and the long or short way to write their legal form."""
    key = " ".join(words(name))
    for long, short in SHORT.items():
        key = key.replace(long, short)
    return key


def legal_form(row: Row) -> str:
    """From the type column, else from the first words of the name; `khac` when neither says."""
    for text in (row.text["producer_type"], row.text["producer"]):
        folded = f" {fold(text)} "
        for signs, form in FORMS:
            if any(f" {fold(sign)} " in folded for sign in signs):
                return form
    return LegalForm.UNKNOWN


@dataclass(frozen=True)
class PlaceWords:
    """The place as the source states it, in comparable form."""

    province: str
    district: str
    commune: str

    @classmethod
    def of(cls, row: Row) -> "PlaceWords":
        return cls(*(fold(row.text[name]) for name in ("province", "district", "commune")))

    def fits(self, other: "PlaceWords") -> bool:
        """Could be the same place: nothing that both state differs."""
        pairs = zip(
            (self.province, self.district, self.commune),
            (other.province, other.district, other.commune),
            strict=True,
        )
        return all(not a or not b or _bare(a) == _bare(b) for a, b in pairs)


def _bare(place: str) -> str:
    return (
        place.removeprefix("huyen ")
        .removeprefix("quan ")
        .removeprefix("thi xa ")
        .removeprefix("thanh pho ")
        .removeprefix("xa ")
        .removeprefix("phuong ")
        .removeprefix("thi tran ")
    )


@dataclass
class Known:
    """A producer met earlier, with every place it was stated at and its products by folded name."""

    pk: int
    places: list[PlaceWords] = field(default_factory=list)
    products: dict[str, int] = field(default_factory=dict)

    def fits(self, place: PlaceWords) -> bool:
        return all(known.fits(place) for known in self.places)
