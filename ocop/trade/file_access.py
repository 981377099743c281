"""Papers of a buyer are for itself and the office that checks; a deal's document for both sides and their offices."""

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.trade.models import Buyer, Deal


def may_read(file: StoredFile, acting: Acting) -> bool:
    return (
        Buyer.objects.visible_to(acting).filter(papers__file=file).exists()
        or Deal.objects.visible_to(acting).filter(file=file).exists()
    )


def install() -> None:
    access.register(FileKind.SCAN, may_read)
    access.register(FileKind.SCAN, may_read, original=True)
