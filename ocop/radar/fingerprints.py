"""Marks of products: from name, story and pictures to a row that can be compared with all others."""

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from ocop.core.text import fold
from ocop.products.models import Product, ProductPhoto
from ocop.radar.models import Fingerprint
from ocop.rulebook.similarity import Print, core_name, name_marks, picture_mark, story_marks
from ocop.rulebook.similarity.settings import Limits

MARK = 32  # bytes of a picture's mark
NEEDED = ("pk", "name", "story")


def refresh(products: Iterable[Product], *, limits: Limits, at: datetime) -> int:
    """Take the marks of those whose name, story or pictures are others than when they were taken; how many were."""
    wanted = list(products)
    held = {one.product_id: one for one in Fingerprint.objects.filter(product__in=wanted)}
    pictures = _pictures(wanted)
    changed = []
    for product in wanted:
        source = _source(product, pictures[product.pk], limits)
        if product.pk not in held or held[product.pk].source != source:
            changed.append(_taken(product, pictures[product.pk], source, limits=limits, at=at))
    Fingerprint.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=["source", "core", "name_marks", "story_marks", "photo_marks", "taken_at"],
        batch_size=500,
    )
    return len(changed)


def prints() -> list[Print]:
    """All of them, in the order of their products: one statement."""
    rows = Fingerprint.objects.order_by("product_id").values_list(
        "product_id", "product__producer_id", "core", "name_marks", "story_marks", "photo_marks",
        "product__criteria_set_number",
    )  # fmt: skip
    return [
        Print(product, producer, core, name, story, _split(photos) if photos else (), group)
        for product, producer, core, name, story, photos, group in rows
    ]


def print_now(product: Product, *, limits: Limits, at: datetime) -> Print:
    """The marks of one product as it stands, without keeping them."""
    one = _taken(product, _pictures([product])[product.pk], "", limits=limits, at=at)
    return Print(
        *(product.pk, product.producer_id, one.core, one.name_marks, one.story_marks),
        _split(one.photo_marks),
        product.criteria_set_number,
    )


def _taken(
    product: Product, pictures: list[ProductPhoto], source: str, *, limits: Limits, at: datetime
) -> Fingerprint:
    core = core_name(fold(product.name))[:200]
    return Fingerprint(
        product=product,
        source=source,
        core=core,
        name_marks=name_marks(core),
        story_marks=story_marks(fold(product.story), least=limits.story_words),
        photo_marks=b"".join(mark for one in pictures if (mark := _picture(one))),
        taken_at=at,
    )


def _source(product: Product, pictures: list[ProductPhoto], limits: Limits) -> str:
    parts = [product.name, product.story, str(limits.story_words), *(one.file.sha256 for one in pictures)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _pictures(products: list[Product]) -> dict[int, list[ProductPhoto]]:
    found: dict[int, list[ProductPhoto]] = defaultdict(list)
    rows = ProductPhoto.objects.filter(product__in=products, removed_at=None).select_related("file")
    for one in rows:
        found[one.product_id].append(one)
    return found


def _picture(photo: ProductPhoto) -> bytes:
    """Empty when the picture cannot be read: a picture that is not there is no fault of the comparison."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(photo.file.read_bytes())) as picture:
            picture.draft("L", (136, 128))  # a large JPEG is decoded at an eighth of its size
            small = picture.convert("L").resize((17, 16), Image.Resampling.BILINEAR)
        return picture_mark(small.tobytes())
    except (OSError, UnidentifiedImageError, ValueError):
        return b""


def _split(marks: bytes) -> tuple[bytes, ...]:
    marks = bytes(marks)
    return tuple(marks[at : at + MARK] for at in range(0, len(marks), MARK))
