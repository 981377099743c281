"""Scans of plans and papers of progress are read by whoever sees the plan."""

from django.db.models import Q

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.plans.models import Plan


def may_read(file: StoredFile, acting: Acting) -> bool:
    held = Q(file=file) | Q(tasks__reports__file=file) | Q(lines__movements__file=file)
    return Plan.objects.visible_to(acting).filter(held).exists()


def install() -> None:
    access.register(FileKind.SCAN, may_read)
    access.register(FileKind.SCAN, may_read, original=True)
