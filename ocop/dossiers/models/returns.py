"""Returns: always with a reason per item (I17), answered item by item."""

from django.db import models

from ocop.core.fields import CleanCharField, CleanTextField
from ocop.dossiers.enums import ReturnReason


class Return(models.Model):
    """One return (by the commune) or request to complete (by the province)."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="returns")
    by_level = models.CharField(max_length=10)  # commune, province, central
    message = CleanTextField("lời nhắn chung", blank=True)
    returned_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    answer_by_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-returned_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dossier.code} {self.returned_at:%d/%m/%Y}"


class ReturnItem(models.Model):
    """What to mend: `where` is a criterion code, a form section key, or "evidence:<code>"."""

    returned = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="items")
    where = models.CharField(max_length=60)
    label = CleanCharField(max_length=200)
    reason = models.CharField(max_length=15, choices=ReturnReason.choices)
    text = CleanTextField("cần sửa thế nào")
    answer = CleanTextField("trả lời của chủ thể", blank=True)
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
