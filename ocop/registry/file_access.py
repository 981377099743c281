"""Photos of products in the register are public."""

from typing import Any

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.registry.models import Entry


def may_see_photo(file: Any, acting: Acting | None) -> bool:
    return Entry.objects.filter(product__photos__file=file, product__photos__removed_at=None).exists()


def install() -> None:
    access.register(FileKind.PHOTO, may_see_photo)
