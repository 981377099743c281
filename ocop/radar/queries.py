"""Finished rows of pairs. Of a product outside the own area that is not public only its province is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.text import fold
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.products.models import Product, ProductPhoto
from ocop.radar import fingerprints
from ocop.radar.models import Pair
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.rulebook.similarity import Found, limits_on

PARTS = (("ten", "name", "Tên"), ("cau-chuyen", "story", "Câu chuyện"), ("anh", "photo", "Ảnh"))
HIDDEN = "Sản phẩm chưa công bố"


@dataclass(frozen=True)
class Side:
    """One product of a pair as this person may see it. `whole`: with its story and pictures."""

    name: str
    producer: str
    place: str
    whole: bool
    code: str = ""
    story: str = ""
    photos: tuple[ProductPhoto, ...] = ()


def filtered(pairs: QuerySet[Pair], asked: Any) -> QuerySet[Pair]:
    """`phan`: which part is alike; `xem`: looked at or not; `q`: a name of either product."""
    pairs = pairs.filter(gone_at=None)
    part = next((field for key, field, _ in PARTS if key == asked.get("phan")), "")
    if part:
        pairs = pairs.filter(**{f"{part}__isnull": False})
    if asked.get("xem") in ("roi", "chua"):
        pairs = pairs.filter(looked_at__isnull=asked.get("xem") == "chua")
    if words := fold(str(asked.get("q", "")))[:100]:
        pairs = pairs.filter(Q(first__search_key__contains=words) | Q(second__search_key__contains=words))
    return pairs


def with_products(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    return pairs.select_related("first__producer", "first__unit", "second__producer", "second__unit")


def parts_of(pair: Pair | Found) -> str:
    """“tên 82 %, câu chuyện 47 %”"""
    return ", ".join(
        f"{label.lower()} {percent}\u00a0%"
        for _, field, label in PARTS
        if (percent := getattr(pair, field)) is not None
    )


def sides_of(pairs: Iterable[Pair], acting: Acting, *, whole: bool = False) -> dict[int, Side]:
    """Product → what this person sees of it. Three statements for any number of pairs, one more with pictures."""
    products = {product.pk: product for pair in pairs for product in (pair.first, pair.second)}
    mine = set(Product.objects.visible_to(acting).filter(pk__in=products).values_list("pk", flat=True))
    public = set(Certificate.objects.filter(product__in=products).values_list("product_id", flat=True))
    public |= set(
        HistoricRecognition.objects.filter(product__in=products).values_list("product_id", flat=True)
    )
    photos = _photos(mine | public) if whole else {}
    return {
        pk: _side(product, pk in mine, pk in public, photos.get(pk, ())) for pk, product in products.items()
    }


def _photos(products: set[int]) -> dict[int, tuple[ProductPhoto, ...]]:
    shown = (
        ProductPhoto.objects.filter(removed_at=None).select_related("file").prefetch_related("file__copies")
    )
    rows = Product.objects.filter(pk__in=products).prefetch_related(
        Prefetch("photos", shown, to_attr="shown")
    )
    return {one.pk: tuple(one.shown) for one in rows.only("pk")}


def _side(product: Product, mine: bool, public: bool, photos: tuple[ProductPhoto, ...]) -> Side:
    place = product.unit.address if product.unit else product.place_wording
    if mine or public:
        return Side(product.name, product.producer.name, place, True, product.code, product.story, photos)
    return Side(HIDDEN, "", place.rpartition(", ")[2], False)


def alike(product: Product, *, at: datetime) -> list[Found]:
    """This product as it stands now against the marks that the last search took of all others."""
    from ocop.rulebook.similarity.comparing import Prints, pairs_of

    limits = limits_on(local_date(at))
    others = [row for row in fingerprints.prints() if row.product != product.pk]
    rows = [fingerprints.print_now(product, limits=limits, at=at), *others]
    return sorted(
        pairs_of(Prints(rows, limits), 0),
        key=lambda one: (-max(one.name or 0, one.story or 0, one.photo or 0), one.first, one.second),
    )


def as_pairs(found: list[Found]) -> list[Pair]:
    """Kept pairs where there are any (with their notes), else unsaved ones that carry the figures."""
    products = {pk for one in found for pk in (one.first, one.second)}
    rows = {one.pk: one for one in Product.objects.filter(pk__in=products).select_related("producer", "unit")}
    kept = {
        (one.first_id, one.second_id): one
        for one in Pair.objects.filter(first__in=products, second__in=products)
    }
    pairs = []
    for one in found:
        pair = kept.get((one.first, one.second)) or Pair()
        pair.first, pair.second = rows[one.first], rows[one.second]
        pair.name, pair.story, pair.photo = one.name, one.story, one.photo
        pairs.append(pair)
    return pairs


def sheet(pairs: list[Pair], acting: Acting) -> bytes:
    sides = sides_of(pairs, acting)
    columns = [
        Column("Sản phẩm thứ nhất", 32), Column("Chủ thể", 30), Column("Nơi", 30),
        Column("Sản phẩm thứ hai", 32), Column("Chủ thể", 30), Column("Nơi", 30),
        *(Column(f"{label} (%)", 12, "integer") for _, _, label in PARTS),
        Column("Tìm thấy", 14, "date"), Column("Đã xem", 14, "date"),
    ]  # fmt: skip
    rows = (
        [
            *(text for side in (sides[one.first_id], sides[one.second_id]) for text in (side.name, side.producer, side.place)),
            one.name, one.story, one.photo, local_date(one.found_at),
            local_date(one.looked_at) if one.looked_at else None,
        ]
        for one in pairs
    )  # fmt: skip
    title = "SẢN PHẨM GIỐNG NHAU (để Tổ tư vấn xem; không phải kết luận)"
    return write_xlsx([Sheet("Cặp giống nhau", columns, rows, title=title, office=acting.office)])
