"""Certificates as sealed files."""

from django.db import models


class SealedPaper(models.Model):
    """The certificate's PDF with the seal of the office, made once; `level` is what the seal carries."""

    certificate = models.OneToOneField(
        "recognition.Certificate", on_delete=models.PROTECT, related_name="sealed"
    )
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12)
    sealed_by = models.CharField(max_length=200)  # the name in the key's certificate
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.certificate)
