"""Pictures of points: public while the point is open, before and after for those who see the point."""

from typing import Any

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.market.models import Point


def may_see(file: Any, acting: Acting | None) -> bool:
    shown = Point.objects.filter(photos__file=file, photos__removed_at=None)
    if shown.public().exists():  # type: ignore[attr-defined]
        return True
    return acting is not None and shown.visible_to(acting).exists()  # type: ignore[attr-defined]


def may_see_original(file: Any, acting: Acting | None) -> bool:
    """The untouched bytes tell where and when: for those who look after the point."""
    return acting is not None and Point.objects.visible_to(acting).filter(photos__file=file).exists()


def install() -> None:
    access.register(FileKind.PHOTO, may_see)
    access.register(FileKind.PHOTO, may_see_original, original=True)
