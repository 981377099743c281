"""Community tourism: points that can be visited, and routes that join them."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import CleanCharField, CleanTextField
from ocop.core.text import sort_key
from ocop.places.placed import Placed
from ocop.villages.models.villages import PlacedQuerySet


class TourismPoint(Placed):
    """Open from a day until it closed. A contact is that of the point, never of a private person."""

    code = models.CharField(max_length=20, unique=True)
    name = CleanCharField("tên điểm", max_length=200)
    village = models.ForeignKey(
        "villages.Village", null=True, on_delete=models.PROTECT, related_name="tourism_points"
    )
    producer = models.ForeignKey(
        "producers.Producer", null=True, on_delete=models.PROTECT, related_name="tourism_points"
    )
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="tourism_points")
    address = CleanCharField("địa chỉ", max_length=250, blank=True)
    offers = CleanTextField("trải nghiệm", max_length=2000, blank=True)
    hours = CleanCharField("giờ đón khách", max_length=120, blank=True)
    opened_on = models.DateField("hoạt động từ")
    closed_on = models.DateField("thôi hoạt động từ", null=True, blank=True)
    source = CleanCharField("nguồn", max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")), name="tourism_days"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        self.place(self.unit)
        super().save(*args, **kwargs)


class Route(models.Model):
    """A route (tuyến) through points, in order."""

    code = models.CharField(max_length=20, unique=True)
    name = CleanCharField("tên tuyến", max_length=200)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="routes")
    words = CleanTextField("mô tả", max_length=2000, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Stop(models.Model):
    """A point on a route."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stops")
    point = models.ForeignKey(TourismPoint, on_delete=models.PROTECT, related_name="stops")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["route", "position"], name="stop_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.point}"
