"""Points of sale, showrooms and design centres (điểm bán): who runs them, when they opened, what support they had."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Permission, Role
from ocop.core.text import fold, sort_key
from ocop.market.enums import PointKind
from ocop.market.models.placed import Placed, scope
from ocop.rulebook.lifecycle import MACHINES


class PointQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PointQuerySet":
        """Offices those of their place; producers those that they run; operators those given to them."""
        if acting.role == Role.POINT_OPERATOR:
            held = PointOperator.objects.on(acting.on).filter(person=acting.person, point=OuterRef("pk"))
            return self.filter(Exists(held))
        if acting.party_id:
            return self.filter(producer_id=acting.party_id)
        if not (acting.may(Permission.MARKET_MANAGE) or acting.may(Permission.INSPECT)):
            return self.none()
        return self.filter(scope(acting))

    def public(self) -> "PointQuerySet":
        """What buyers may go to."""
        return self.filter(state="open")

    def active_on(self, day: date) -> "PointQuerySet":
        return self.filter(active_on(day))


def active_on(day: date) -> Q:
    """Open on that day: opened by then, not closed by then, not pausing."""
    pausing = PointPause.objects.filter(
        Q(until_on=None) | Q(until_on__gt=day), point=OuterRef("pk"), from_on__lte=day
    )
    return Q(active_from__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day)) & ~Q(Exists(pausing))


class Point(Placed):
    """`producer` or `operator_name` says who runs it. `active_from` is the opening day, or the first day on which a source
    tells that it works (`opened_on` empty). `last_month` is the latest month told; the rest of the answer to “silent?”
    follows from the day of asking and is never stored. Support is what public money paid, and until when."""

    machine = "point"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField("loại", max_length=10, choices=PointKind.choices)
    name = CleanCharField("tên", max_length=200)
    producer = models.ForeignKey(
        "producers.Producer", null=True, on_delete=models.PROTECT, related_name="points"
    )
    operator_name = CleanCharField("người vận hành", max_length=200, blank=True)
    hours = CleanCharField("giờ mở cửa", max_length=120, blank=True)
    opened_on = models.DateField("ngày khai trương", null=True)
    active_from = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    recognised_no = CleanCharField("quyết định công nhận", max_length=80, blank=True)
    recognised_on = models.DateField("ngày công nhận", null=True)
    recognised_until = models.DateField("công nhận đến hết", null=True)
    support = models.DecimalField("hỗ trợ (đồng)", max_digits=14, decimal_places=0, null=True)
    support_until = models.DateField("hỗ trợ đến hết", null=True)
    survives_on = models.DateField(null=True)  # when it is asked whether it outlived its support
    source = CleanCharField("nguồn công bố", max_length=300, blank=True)
    note = CleanCharField("ghi chú", max_length=300, blank=True)
    last_month = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="planned")
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=700, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="point_sort"),
            models.Index(fields=["state", "sort_key", "id"], name="point_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="point_coordinates_pair",
            ),
            models.CheckConstraint(
                condition=Q(support=None, support_until=None)
                | Q(support__isnull=False, support_until__isnull=False),
                name="point_support_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(active_from=None) | Q(closed_on__gte=F("active_from")),
                name="point_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(f"{self.name} {self.operator_name} {self.where}")[:700]
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("market:point", args=[self.code])

    @property
    def public_url(self) -> str:
        return f"/diem-ban/{self.code}/"

    @property
    def run_by(self) -> str:
        return self.producer.name if self.producer else self.operator_name

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label


class PointPause(models.Model):
    """From the day a point stopped for a while to the day it opened again."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point"], condition=Q(until_on=None), name="point_pauses_once")
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.from_on}"


class PointPhoto(models.Model):
    """A picture of the place; public while the point is open. Taken out, it stays as a row."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = CleanCharField("chú thích", max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.point)


class PointOperatorQuerySet(models.QuerySet):
    def on(self, day: date | None) -> "PointOperatorQuerySet":
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day, ended_at=None)


class PointOperator(models.Model):
    """A person who reports for a point without being its producer (a shop keeper, a supermarket's clerk)."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="operators")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="points_run")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = PointOperatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point", "person"], condition=Q(ended_at=None), name="point_operator_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="point_operator_end_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.point}"
