"""A meeting of the council (phiên họp) and its agenda."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Role
from ocop.rulebook.rules import CouncilRules

# Offices see a session once its results are locked; before that it is the council's own matter.
OFFICES = frozenset({Role.PROVINCE_OFFICE, Role.CENTRAL_OFFICE, Role.AUDITOR, Role.SIGNER})


class SessionQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "SessionQuerySet":
        """Members and chair: sessions of councils they sit in. Secretary and offices: those of their unit."""
        if acting.unit is None or acting.person is None:
            return self.none()
        of_unit = self.filter(council__unit=acting.unit)
        if acting.role in {Role.MEMBER, Role.CHAIR}:
            return of_unit.filter(
                council__seats__person=acting.person, council__seats__until_on=None
            ).distinct()
        return of_unit if acting.role == Role.SECRETARY or acting.role in OFFICES else self.none()


class Session(models.Model):
    """`rules` is the council's rule record and `roster` the ids of its scoring seats, both as they stood when the
    session was convened. Locking takes two people: whoever proposed it may not be the one who confirms."""

    machine = "session"

    code = models.CharField(max_length=20, unique=True)
    council = models.ForeignKey("evaluation.Council", on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey("programme.Round", on_delete=models.PROTECT, related_name="sessions")
    name = CleanCharField("tên phiên", max_length=200)
    meets_at = models.DateTimeField("giờ họp")
    place = CleanCharField("địa điểm", max_length=200, blank=True)
    rules = models.JSONField(default=dict)
    roster = models.JSONField(default=list)
    state = models.CharField(max_length=20, default="preparing")
    state_at = models.DateTimeField()
    lock_proposed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    lock_proposed_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True)
    minutes = models.JSONField(default=dict)  # the secretary's words: attendance, opinions, conclusion
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-meets_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(locked_by=None) | ~Q(locked_by=F("lock_proposed_by")),
                name="session_two_people_lock",
            ),
            models.CheckConstraint(
                condition=Q(locked_by=None, locked_at=None)
                | Q(locked_by__isnull=False, locked_at__isnull=False),
                name="session_lock_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evaluation:session", args=[self.code])

    @property
    def council_rules(self) -> CouncilRules:
        settings: Mapping[str, Any] = self.rules
        return CouncilRules.from_settings(settings)

    @property
    def locked(self) -> bool:
        return self.state == "locked"


class ItemQuerySet(LockingQuerySet):
    def for_page(self) -> "ItemQuerySet":
        """With what its name and place need."""
        return self.select_related("dossier__product", "dossier__producer", "dossier__unit")


class Item(models.Model):
    """One product on the agenda, bound to the frozen dossier version that is scored (I10).

    `outcome` is a short copy of the council's result, kept when the last sheet came in so that tables need not add
    up marks again; the official one is `Result`, computed anew from the sheets at locking. A check compares the two.
    """

    machine = "item"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="agenda")
    version = models.ForeignKey("dossiers.DossierVersion", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    outcome = models.JSONField(null=True)
    state = models.CharField(max_length=12, default="waiting")
    state_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "dossier"], name="item_once"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=["scoring", "discussing", "agreed"]),
                name="item_scored_in_one_session",
            ),
        ]

    def __str__(self) -> str:
        return str(self.dossier.product)
