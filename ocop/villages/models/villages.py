"""Trades, craft villages with their title, who works there."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.core.text import fold, sort_key
from ocop.places.placed import Placed
from ocop.rulebook.lifecycle import MACHINES
from ocop.villages.enums import Kind


class PlacedQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PlacedQuerySet":
        """By where the record lies today: own commune, whole province, or everything."""
        if acting.unit is None or not acting.may(Permission.VILLAGES_MANAGE):
            return self.none()
        if acting.unit.level == "nation":
            return self
        path = "now_province" if acting.unit.level == "province" else "now_unit"
        return self.filter(**{path: acting.unit.key})


class Trade(models.Model):
    """A trade (nghề). `traditional`: listed as a traditional trade by its `source`."""

    code = models.CharField(max_length=20, unique=True)
    name = CleanCharField("tên nghề", max_length=120)
    name_key = models.CharField(max_length=150, unique=True, editable=False)
    traditional = models.BooleanField("nghề truyền thống", default=False)
    source = CleanCharField("nguồn", max_length=300, blank=True)

    class Meta:
        ordering = ["name_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = fold(self.name)[:150]
        super().save(*args, **kwargs)


class TradePlace(Placed):
    """A trade is there in a province, known from a day on."""

    trade = models.ForeignKey(Trade, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trade", "unit"], name="trade_place_once")]

    def __str__(self) -> str:
        return f"{self.trade} – {self.unit}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.place(self.unit)
        super().save(*args, **kwargs)


class Village(Placed):
    """A craft village or a traditional trade of a place. `unit` may be a former one; `place_wording` is the source's."""

    machine = "village"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    name = CleanCharField("tên", max_length=200)
    trade = models.ForeignKey(Trade, null=True, on_delete=models.PROTECT, related_name="villages")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="villages")
    place_wording = CleanCharField("nơi, như nguồn ghi", max_length=300, blank=True)
    story = CleanTextField("giới thiệu", max_length=4000, blank=True)
    households = models.PositiveIntegerField("số hộ làm nghề", null=True, blank=True)
    since_on = models.DateField()
    decision = CleanCharField("quyết định công nhận", max_length=120, blank=True)
    recognised_on = models.DateField(null=True)
    recognised_wording = CleanCharField(max_length=40, blank=True)  # “2020” when only the year was published
    withdrawn_on = models.DateField(null=True)
    source = CleanCharField("nguồn", max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="listed")
    state_at = models.DateTimeField()
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["now_province", "sort_key"], name="village_province"),
            models.Index(fields=["sort_key", "id"], name="village_sort"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="recognised") | ~Q(decision="") | ~Q(source=""), name="village_has_paper"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(self.name)[:300]
        self.sort_key = sort_key(self.name)
        self.place(self.unit)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("villages:village", args=[self.code])

    @property
    def public_url(self) -> str:
        return f"/lang-nghe/{self.code}/"

    @property
    def where(self) -> str:
        return self.place_wording or self.unit.address

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label

    @property
    def recognised_words(self) -> str:
        """“QĐ 5427/QĐ-UBND, 2020” – as precise as known."""
        day = self.recognised_wording or (f"{self.recognised_on:%d/%m/%Y}" if self.recognised_on else "")
        return ", ".join(part for part in (self.decision, day) if part)


class VillageProducer(models.Model):
    """A producer works in the village, from a day on, until it left."""

    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="links")
    producer = models.ForeignKey("producers.Producer", on_delete=models.PROTECT, related_name="village_links")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["village", "producer"], condition=Q(until_on=None), name="village_producer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.producer} – {self.village}"


class Artisan(models.Model):
    """A master of the trade (nghệ nhân). Public only with the person's own consent, kept with its day."""

    code = models.CharField(max_length=20, unique=True)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="artisans")
    name = CleanCharField("họ và tên", max_length=100)
    title = CleanCharField("danh hiệu", max_length=120, blank=True)
    decision = CleanCharField("quyết định", max_length=120, blank=True)
    consent_on = models.DateField("đồng ý công khai tên", null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["village", "name"], name="artisan_once")]

    def __str__(self) -> str:
        return self.name
