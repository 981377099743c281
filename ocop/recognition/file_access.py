"""Signed decisions: public once published; before that for those who see the decision."""

from typing import Any

from django.db.models import Q

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.recognition.models import Certificate, Decision


def may_read_decision(file: Any, acting: Acting | None) -> bool:
    holding = Decision.objects.filter(Q(signed_file=file) | Q(draft_file=file))
    if holding.filter(signed_file=file, published_at__isnull=False).exists():
        return True
    return acting is not None and holding.visible_to(acting).exists()


def may_read_certificate(file: Any, acting: Acting | None) -> bool:
    """A sealed certificate: for those who see the certificate."""
    if acting is None:
        return False
    return Certificate.objects.visible_to(acting).filter(sealed__file=file).exists()


def install() -> None:
    access.register(FileKind.CERTIFICATE, may_read_certificate)
    access.register_many([FileKind.SIGNED_DECISION, FileKind.GENERATED], may_read_decision)
