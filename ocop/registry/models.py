"""The public register's index: one line per product that was ever recognised."""

from datetime import date

from django.db import models
from django.db.models import Q

from ocop.rulebook.validity import EXPIRING_DAYS


class EntryQuerySet(models.QuerySet):
    """Status filters: the same rule as rulebook.validity.status, said over columns of dates."""

    def with_status(self, key: str, on: date) -> "EntryQuerySet":
        return self.filter(STATUS_FILTERS[key](on)) if key in STATUS_FILTERS else self

    def current(self, on: date) -> "EntryQuerySet":
        """In force today: the product may carry its stars."""
        return self.filter(_in_force(on))


def _running(on: date) -> Q:
    """Neither revoked nor suspended on that day."""
    stopped = Q(suspended_from__lte=on) & (Q(suspended_until=None) | Q(suspended_until__gte=on))
    return ~Q(revoked_on__lte=on) & ~(Q(suspended_from__isnull=False) & stopped)


def _in_force(on: date) -> Q:
    return Q(term_known=True, valid_until__gte=on) & _running(on)


def _expiring_from(on: date) -> date:
    return date.fromordinal(on.toordinal() + EXPIRING_DAYS)


STATUS_FILTERS = {
    "con-hieu-luc": _in_force,
    "sap-het-han": lambda on: _in_force(on) & Q(valid_until__lte=_expiring_from(on)),
    "het-han": lambda on: Q(valid_until__lt=on) & ~Q(revoked_on__lte=on),
    "tam-dung": lambda on: (
        Q(valid_until__gte=on, suspended_from__lte=on)
        & (Q(suspended_until=None) | Q(suspended_until__gte=on))
        & ~Q(revoked_on__lte=on)
    ),
    "da-thu-hoi": lambda on: Q(revoked_on__lte=on),
    "chua-ro": lambda on: Q(term_known=False, valid_until__gte=on) & _running(on),
}


class Entry(models.Model):
    """Copied from certificate or published record whenever the product's standing changes, in the same transaction.

    No status is stored, only dates. `valid_until` is the last day of the term; with `term_known` false the source gives a
    year only, and it is the latest possible last day. `search_key` holds folded words, each after a blank.
    """

    product = models.OneToOneField("products.Product", on_delete=models.PROTECT, related_name="entry")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=300)
    producer_name = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    unit_key = models.CharField(max_length=20, blank=True, db_index=True)
    province_key = models.CharField(max_length=20, blank=True)
    set_number = models.PositiveSmallIntegerField(null=True)
    sector_code = models.CharField(max_length=5, blank=True)
    group_name = models.CharField(max_length=160, blank=True)
    stars = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=12)  # certificate, history
    decision_text = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    valid_until = models.DateField(null=True)
    term_known = models.BooleanField()
    revoked_on = models.DateField(null=True)
    suspended_from = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    photo = models.CharField(max_length=40, blank=True)
    is_demo = models.BooleanField(default=False)
    name_key = models.CharField(max_length=400)
    search_key = models.CharField(max_length=1200)
    sort_key = models.CharField(max_length=400)
    updated_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="entry_sort"),
            models.Index(fields=["province_key", "sort_key"], name="entry_province"),
            models.Index(fields=["stars", "sort_key"], name="entry_stars"),
            models.Index(fields=["group_name", "sort_key"], name="entry_group"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/san-pham/{self.code}/"
