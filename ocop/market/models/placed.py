"""Where a place of sale or an event belongs: the unit responsible today, and the district of before as its source named it."""

from django.db import models
from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField


class Placed(models.Model):
    """`unit` is responsible today; `former` the district or commune until 30/6/2025 that the source names, if any.

    The columns `then_…` hold the keys of the map of then, for figures of that time.
    """

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="%(class)ss")
    former = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    address = CleanCharField("địa chỉ", max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    then_province = models.CharField(max_length=20, editable=False)
    then_district = models.CharField(max_length=20, blank=True, editable=False)
    then_unit = models.CharField(max_length=20, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        then = self.former or self.unit
        self.then_province = then.province_key
        self.then_district = _key(then, "district")
        self.then_unit = _key(then, "commune")
        super().save(*args, **kwargs)

    @property
    def where(self) -> str:
        """The address as one reads it aloud: house and street, then the unit of today."""
        return ", ".join(part for part in (self.address, self.unit.address) if part)

    @property
    def geo(self) -> str:
        """An address that opens the map of the visitor's own device."""
        return f"geo:{self.latitude},{self.longitude}" if self.latitude is not None else ""


def _key(unit: "models.Model", level: str) -> str:
    if unit.level == level:  # type: ignore[attr-defined]
        return unit.key  # type: ignore[attr-defined, no-any-return]
    parent = unit.parent  # type: ignore[attr-defined]
    return parent.key if parent and parent.level == level else ""


def scope(acting: Acting, path: str = "unit") -> Q:
    """Records of the units that an office looks after: a commune its own, a province its communes, the nation all."""
    if acting.unit is None:
        return Q(pk__in=())
    if acting.unit.level == "nation":
        return Q()
    if acting.unit.level == "province":
        return Q(**{f"{path}__province_key": acting.unit.key})
    return Q(**{path: acting.unit})
