"""Pictures of reports are for the offices that see the case, the untouched original too; never public."""

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.supervision.models import Case, Visit


def may_see_picture(file: StoredFile, acting: Acting) -> bool:
    return Case.objects.visible_to(acting).filter(reports__photos__file=file).exists()


def may_see_visit_photo(file: StoredFile, acting: Acting) -> bool:
    """The clean copy: everybody who sees the visit, the producer too."""
    return Visit.objects.visible_to(acting).filter(photos__file=file).exists()


def may_see_visit_original(file: StoredFile, acting: Acting) -> bool:
    """The untouched picture tells where it was taken: offices and inspectors only."""
    return acting.party_id is None and may_see_visit_photo(file, acting)


def install() -> None:
    access.register(FileKind.PHOTO, may_see_visit_photo)
    access.register(FileKind.PHOTO, may_see_visit_original, original=True)
    access.register(FileKind.MISUSE, may_see_picture)
    access.register(FileKind.MISUSE, may_see_picture, original=True)
