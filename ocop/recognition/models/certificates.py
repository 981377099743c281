"""Certificates, their suspension and revocation. The status shown is computed, never stored."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet


class CertificateQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "CertificateQuerySet":
        """Producers: of their products. Province and commune: of products of their place. Centre: all."""
        if acting.party_id:
            return self.filter(product__producer_id=acting.party_id)
        if acting.unit is None:
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(Q(unit=acting.unit) | Q(product__unit__province_key=acting.unit.key))
        return self.filter(product__unit=acting.unit)

    def for_status(self) -> "CertificateQuerySet":
        """With what `queries.status.status_of` reads."""
        return self.select_related("product__producer").prefetch_related("suspensions", "revocations")


class Certificate(models.Model):
    """A certificate (giấy chứng nhận) for one product, by one line of a published decision.

    `token` is unguessable and stands in the QR; `snapshot` is what the paper says. At most one is active per product:
    a new one supersedes (I22)."""

    token = models.CharField(max_length=40, unique=True)
    number_text = models.CharField(max_length=40, unique=True)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="certificates")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="certificates")
    line = models.OneToOneField(
        "recognition.DecisionLine", on_delete=models.PROTECT, related_name="certificate"
    )
    stars = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    snapshot = models.JSONField()
    issued_at = models.DateTimeField()
    superseded_on = models.DateField(null=True)
    superseded_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [
            models.Index(fields=["product", "valid_until"], name="certificate_product"),
            models.Index(fields=["valid_until", "id"], name="certificate_until"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["product"], condition=Q(superseded_on=None), name="certificate_one_active"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="certificate_days_in_order"
            ),
            models.CheckConstraint(condition=Q(stars__gte=3, stars__lte=5), name="certificate_stars"),
        ]

    def __str__(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("recognition:certificate", args=[self.token])


class Suspension(models.Model):
    """A time during which the mark may not be used (tạm dừng), e.g. while an inspection goes on."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="suspensions")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = CleanTextField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.certificate} {self.from_on:%d/%m/%Y}"


class Revocation(models.Model):
    """Điều 8: six grounds (a, b, c, d, đ, e), decided within 15 days of the conclusion."""

    machine = "revocation"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="revocations")
    ground = models.CharField(max_length=2)  # key of rulebook.procedures' revocation grounds
    words = CleanTextField("kết luận")
    concluded_on = models.DateField("ngày kết luận")
    concluded_by = CleanCharField("cơ quan kết luận", max_length=200)
    due_on = models.DateField()
    proposed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.ForeignKey(
        "recognition.Decision", null=True, on_delete=models.PROTECT, related_name="revocations"
    )
    revoked_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default="proposed")
    state_at = models.DateTimeField()

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(state__in=["proposed", "decided"]),
                name="revocation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Thu hồi {self.certificate}"
