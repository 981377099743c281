"""A meeting of the council (phiên họp): agenda, declarations of conflict, discussions."""

from django.db import models
from django.db.models import F, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Role
from ocop.evaluation.enums import ConflictKind, ConflictSource


class SessionQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "SessionQuerySet":
        """Members and chair: sessions of councils they sit in. Secretary and offices: those of their unit."""
        if acting.unit is None or acting.person is None:
            return self.none()
        of_unit = self.filter(council__unit=acting.unit)
        if acting.role in {Role.MEMBER, Role.CHAIR}:
            return of_unit.filter(council__seats__person=acting.person, council__seats__until_on=None).distinct()
        if acting.role in {Role.SECRETARY, Role.PROVINCE_OFFICE, Role.CENTRAL_OFFICE, Role.AUDITOR, Role.SIGNER}:
            return of_unit
        return self.none()


class Session(models.Model):
    """`rules` is the council's rule record as it stood when the session was convened. Locking takes two people:
    whoever proposed it may not be the one who confirms."""

    machine = "session"

    code = models.CharField(max_length=20, unique=True)
    council = models.ForeignKey("evaluation.Council", on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey("programme.Round", on_delete=models.PROTECT, related_name="sessions")
    name = CleanCharField("tên phiên", max_length=200)
    meets_at = models.DateTimeField("giờ họp")
    place = CleanCharField("địa điểm", max_length=200, blank=True)
    rules = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="preparing")
    state_at = models.DateTimeField()
    lock_proposed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    locked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True)
    minutes = models.JSONField(default=dict)  # the secretary's words: attendance, opinions, conclusion
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-meets_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(locked_by=None) | ~Q(locked_by=F("lock_proposed_by")), name="session_two_people_lock"),
        ]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One product on the agenda, bound to the frozen dossier version that is scored (I10)."""

    machine = "item"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="agenda")
    version = models.ForeignKey("dossiers.DossierVersion", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="waiting")
    state_at = models.DateTimeField()

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "dossier"], name="item_once")]

    def __str__(self) -> str:
        return str(self.dossier.product)


class Declaration(models.Model):
    """A member has answered the question about conflicts for the whole agenda (with or without naming any)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="declarations")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="declarations")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="declaration_once")]

    def __str__(self) -> str:
        return f"{self.seat} {self.declared_at:%d/%m/%Y}"


class Conflict(models.Model):
    """This member takes no part in this product: no sheet, no quorum, no sight of marks (I05). Detected ones count
    only when confirmed; declared ones at once."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="conflicts")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=10, choices=ConflictKind.choices)
    source = models.CharField(max_length=10, choices=ConflictSource.choices)
    words = CleanTextField("nói rõ", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.seat} × {self.item}"


class Discussion(models.Model):
    """A gap over the limit: what was said, and who re-scores, before the result can stand."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="discussions")
    gap = models.DecimalField(max_digits=6, decimal_places=2)
    opened_at = models.DateTimeField()
    words = CleanTextField("nội dung thảo luận", blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.gap}"
