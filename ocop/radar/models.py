"""Marks of products, pairs that are alike, and what people said who looked at a pair. A pair decides nothing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanTextField
from ocop.core.permissions import Permission
from ocop.products.models import Product
from ocop.radar.enums import Opinion


class Fingerprint(models.Model):
    """Derived from the product: made anew when `source` (a hash of name, story and pictures) is another."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="fingerprint")
    source = models.CharField(max_length=64)
    core = models.CharField(max_length=200)
    name_marks = models.BinaryField()
    story_marks = models.BinaryField(default=bytes)
    photo_marks = models.BinaryField(default=bytes)
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.core


class PairQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "PairQuerySet":
        """Pairs of which one product at least is in the own area."""
        if not acting.may(Permission.SIMILARITY_VIEW) or acting.unit is None:
            return self.none()
        if acting.unit.level == "nation":
            return self
        mine = Product.objects.visible_to(acting).order_by().values("pk")
        return self.filter(Q(first__in=mine) | Q(second__in=mine))


class Pair(models.Model):
    """Two products of different producers; percents of common pieces, null where that part is not alike.

    `points` is the highest of them and only orders the list. `gone_at`: a later search did not find it any more.
    """

    first = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    name = models.PositiveSmallIntegerField(null=True)
    story = models.PositiveSmallIntegerField(null=True)
    photo = models.PositiveSmallIntegerField(null=True)
    points = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["found_at"], name="pair_found"),
            models.Index(fields=["second"], name="pair_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class Look(models.Model):
    """One person's note about a pair, with the figures of that moment."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="looks")
    opinion = models.CharField("nhận xét", max_length=12, choices=Opinion.choices)
    words = CleanTextField("ghi chú", blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_opinion_display()
