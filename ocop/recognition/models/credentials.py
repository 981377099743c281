"""The signed text of one certificate; made once, never changed, never two for one certificate."""

from django.db import models


class Credential(models.Model):
    """What stands in the QR code, and the certificate's place in the status lists."""

    certificate = models.OneToOneField(
        "recognition.Certificate", on_delete=models.PROTECT, related_name="credential"
    )
    cwt = models.BinaryField()
    kid = models.CharField(max_length=16, db_index=True)
    list_number = models.PositiveIntegerField()
    list_place = models.PositiveIntegerField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list_number", "list_place"], name="credential_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.certificate)
