"""Who takes no part in what, who was not there, and what was said about a gap."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.evaluation.enums import ConflictKind, ConflictSource


class Declaration(models.Model):
    """A member has answered the question about conflicts for the whole agenda (with or without naming any)."""

    session = models.ForeignKey("evaluation.Session", on_delete=models.PROTECT, related_name="declarations")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="declarations")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="declaration_once")]

    def __str__(self) -> str:
        return f"{self.seat} {self.declared_at:%d/%m/%Y}"


class Absence(models.Model):
    """The secretary noted that a member is not there; ended when the member came after all."""

    session = models.ForeignKey("evaluation.Session", on_delete=models.PROTECT, related_name="absences")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="absences")
    words = CleanCharField("lý do vắng", max_length=200)
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "seat"], condition=Q(ended_at=None), name="absence_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="absence_end_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.words}"


class ConflictQuerySet(LockingQuerySet):
    def counting(self) -> "ConflictQuerySet":
        """Those that keep a member out: declared or reported ones, and detected ones once confirmed."""
        return self.filter(confirmed_at__isnull=False)


class Conflict(models.Model):
    """This member takes no part in this product: no sheet, no quorum, no sight of marks (I05).

    A declared one is confirmed the moment it is declared; a detected one is a hint until the secretary confirms or
    dismisses it. Neither answer is ever taken back: a new row follows a dismissed one.
    """

    item = models.ForeignKey("evaluation.Item", on_delete=models.PROTECT, related_name="conflicts")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=10, choices=ConflictKind.choices)
    source = models.CharField(max_length=10, choices=ConflictSource.choices)
    words = CleanTextField("nói rõ", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_words = CleanCharField("vì sao không phải xung đột", max_length=300, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "seat"], condition=Q(dismissed_at=None), name="conflict_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(dismissed_at=None), name="conflict_one_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} × {self.item}"


class Discussion(models.Model):
    """A gap over the limit: what was said, and that members re-score, before the result can stand."""

    item = models.ForeignKey("evaluation.Item", on_delete=models.PROTECT, related_name="discussions")
    gap = models.DecimalField(max_digits=6, decimal_places=2)
    opened_at = models.DateTimeField()
    words = CleanTextField("nội dung thảo luận", blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.gap}"
