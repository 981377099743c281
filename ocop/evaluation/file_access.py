"""Council members read the papers of the products they score; nobody in conflict does."""

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.evaluation.models import Conflict, Item


def may_read_on_agenda(file: StoredFile, acting: Acting | None) -> bool:
    """The file belongs to the frozen version of a product on an agenda of the person's council."""
    if acting is None or acting.person is None or acting.unit is None:
        return False
    items = Item.objects.filter(version__files__file=file, session__council__unit=acting.unit).exclude(
        session__state="preparing"
    )
    if acting.role == Role.SECRETARY:
        return items.exists()
    if acting.role not in {Role.MEMBER, Role.CHAIR}:
        return False
    seated = items.filter(
        session__council__seats__person=acting.person, session__council__seats__until_on=None
    )
    out = Conflict.objects.counting().filter(seat__person=acting.person).values("item")
    return seated.exclude(pk__in=out).exists()


def register_all() -> None:
    access.register_many([FileKind.EVIDENCE, FileKind.PHOTO, FileKind.SCAN], may_read_on_agenda)
