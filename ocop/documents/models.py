"""Files: a row names the bytes, the bytes are stored once under their own hash."""

from __future__ import annotations

import uuid
from functools import cached_property

from django.conf import settings
from django.db import models
from django.urls import reverse

from ocop.core.fields import CleanCharField

from .credentials.models import IssuerKey
from .enums import PHOTOS, FileKind, FileState, Variant
from .intake.models import Intake

__all__ = ["Intake", "IssuerKey", "StoredFile"]


class StoredFile(models.Model):
    """One file as somebody handed it in or as the system made it; the row never changes (I30, I32).

    Only `state` and `reason` move, once, from pending to checked or refused. The same bytes given twice are
    two rows (two acts of two people) over one stored object.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = CleanCharField("tên tệp", max_length=255)
    kind = models.CharField("loại", max_length=20, choices=FileKind)
    state = models.CharField("tình trạng", max_length=10, choices=FileState, default=FileState.PENDING)
    reason = CleanCharField("lý do", max_length=500, blank=True)
    variant = models.CharField(max_length=10, choices=Variant, default=Variant.ORIGINAL)
    derived_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "tệp"
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(variant=Variant.ORIGINAL, derived_from=None)
                | (~models.Q(variant=Variant.ORIGINAL) & models.Q(derived_from__isnull=False)),
                name="file_copy_names_its_original",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FileState.REFUSED) | ~models.Q(reason=""),
                name="file_refused_with_reason",
            ),
            models.UniqueConstraint(fields=["derived_from", "variant"], name="file_one_copy_of_each_sort"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:download", args=[self.public_id])

    @property
    def thumbnail_url(self) -> str:
        """Small picture, or empty when the file is no picture."""
        return reverse("documents:thumbnail", args=[self.public_id]) if self.is_picture else ""

    @property
    def is_picture(self) -> bool:
        return self.media_type in PHOTOS

    @property
    def is_checked(self) -> bool:
        return self.state == FileState.CHECKED

    @property
    def original(self) -> StoredFile:
        return self.derived_from or self

    @cached_property
    def web(self) -> StoredFile | None:
        return self._copy(Variant.WEB)

    @cached_property
    def thumbnail(self) -> StoredFile | None:
        return self._copy(Variant.THUMBNAIL)

    def _copy(self, variant: Variant) -> StoredFile | None:
        return next((copy for copy in self.copies.all() if copy.variant == variant), None)

    def read_bytes(self) -> bytes:
        """The stored bytes, hashed again on the way: altered storage is an error, never a quiet answer."""
        from .storage import read_verified

        return read_verified(self.sha256)
