"""Who may open a file of a dossier: its producer, the offices that see the dossier, and readers of apps above.

file_access.register_reader(reader)      # (dossier ids, acting) -> bool, e.g. members through their agenda
"""

from collections.abc import Callable

from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.permissions import Permission
from ocop.documents.models import StoredFile
from ocop.dossiers.models import Dossier, DossierEvidence, VersionFile
from ocop.producers.models import Evidence, EvidenceVersion, Producer
from ocop.products.models import Product, ProductPhoto

Reader = Callable[[set[int], Acting], bool]
_readers: list[Reader] = []


def register_reader(reader: Reader) -> Reader:
    if reader not in _readers:
        _readers.append(reader)
    return reader


def may_read(file: StoredFile, acting: Acting | None) -> bool:
    """Evidence and product photos."""
    if acting is None or not acting.known:
        return False
    return _own(file, acting) or _through_dossiers(file, acting) or _photo_of_visible_product(file, acting)


def _own(file: StoredFile, acting: Acting) -> bool:
    """The producer's people; the commune officer who helps a producer of the commune at the desk."""
    if acting.party_id:
        mine = Q(producer_id=acting.party_id)
    elif acting.may(Permission.DESK_ENTRY):
        mine = Q(producer__in=Producer.objects.visible_to(acting), producer__dossiers__desk=True)
    else:
        return False
    papers = EvidenceVersion.objects.filter(file=file, evidence__in=Evidence.objects.filter(mine))
    return (
        papers.exists()
        or ProductPhoto.objects.filter(file=file, product__in=Product.objects.filter(mine)).exists()
    )


def _through_dossiers(file: StoredFile, acting: Acting) -> bool:
    frozen = set(VersionFile.objects.filter(file=file).values_list("version__dossier_id", flat=True))
    at_desk = DossierEvidence.objects.filter(evidence__versions__file=file, dossier__desk=True)
    dossiers = frozen | set(at_desk.values_list("dossier_id", flat=True))
    if not dossiers:
        return False
    if Dossier.objects.visible_to(acting).filter(pk__in=dossiers).exists():
        return True
    return any(reader(frozen, acting) for reader in _readers)


def _photo_of_visible_product(file: StoredFile, acting: Acting) -> bool:
    photos = ProductPhoto.objects.filter(file=file, product__in=Product.objects.visible_to(acting))
    return acting.may(Permission.PRODUCER_VIEW) and photos.exists()
