"""Geographical indications, collective and certification marks: a territory, and products that may carry them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.core.text import sort_key
from ocop.places.queries.scope import scope_filter
from ocop.villages.enums import MarkKind


class MarkQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "MarkQuerySet":
        """Those whose territory touches the own area; a commune also those of its whole province."""
        if acting.unit is None or not acting.may(Permission.VILLAGES_MANAGE):
            return self.none()
        if acting.unit.level == "nation":
            return self
        above = Q(territory__key=acting.unit.province_key)
        return self.filter(scope_filter(acting, "territory") | above).distinct()


class Mark(models.Model):
    """`territory`: provinces or communes of today."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField("loại", max_length=15, choices=MarkKind.choices)
    name = CleanCharField("tên", max_length=160)
    number = CleanCharField("số văn bằng", max_length=60, blank=True)
    registered_on = models.DateField("ngày cấp", null=True, blank=True)
    expires_on = models.DateField("hết hạn", null=True, blank=True)
    holder = CleanCharField("chủ văn bằng, tổ chức quản lý", max_length=200, blank=True)
    territory = models.ManyToManyField("places.Unit", related_name="marks")
    is_demo = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} “{self.name}”"

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("villages:mark", args=[self.code])


class MarkUse(models.Model):
    """A product was allowed to carry the mark."""

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="uses")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="mark_uses")
    paper = CleanCharField("giấy cho phép", max_length=120, blank=True)
    from_on = models.DateField("từ ngày")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "product"], condition=Q(ended_on=None), name="mark_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} – {self.mark}"
