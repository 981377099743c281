"""Pictures of reports are for the offices that see the case, the untouched original too; never public."""

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.supervision.models import Case


def may_see_picture(file: StoredFile, acting: Acting) -> bool:
    return Case.objects.visible_to(acting).filter(reports__photos__file=file).exists()


def install() -> None:
    access.register(FileKind.MISUSE, may_see_picture)
    access.register(FileKind.MISUSE, may_see_picture, original=True)
