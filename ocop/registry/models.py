"""The public register's index: one line per product that was ever recognised, and what is kept beside the lines."""

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


WALKS = (
    ("sector_code", "entry_sector"),
    ("group_name", "entry_group"),
    ("stars", "entry_stars"),
    ("province_key", "entry_province"),
    ("unit_key", "entry_unit"),
    ("year", "entry_year"),
    ("legal_form", "entry_form"),
)


class Entry(models.Model):
    """Copied from certificate or published record whenever the product's standing changes, in the same transaction.

    No status is stored, only dates. `valid_until` is the last day of the term; with `term_known` false the source gives a
    year only, and it is the latest possible last day. `search_key` holds folded words, each after a blank, and the
    filters as words that begin with `_`; `name_key` the words of the name, each between blanks.
    """

    product = models.OneToOneField("products.Product", on_delete=models.PROTECT, related_name="entry")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=300)
    producer_name = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    unit_key = models.CharField(max_length=20, blank=True)
    province_key = models.CharField(max_length=20, blank=True)
    set_number = models.PositiveSmallIntegerField(null=True)
    sector_code = models.CharField(max_length=5, blank=True)
    group_name = models.CharField(max_length=160, blank=True)
    legal_form = models.CharField(max_length=12, blank=True)
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
    search_key = models.TextField()
    sort_key = models.CharField(max_length=400)
    updated_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="entry_sort"),
            *(models.Index(fields=[field, "sort_key", "id"], name=name) for field, name in WALKS),
            models.Index(fields=["name_key"], name="entry_name_begins", opclasses=["text_pattern_ops"]),
            models.Index(fields=["valid_until"], name="entry_until"),
            models.Index(fields=["updated_at", "id"], name="entry_updated"),
            models.Index(fields=["suspended_from"], name="entry_stopped", condition=~Q(suspended_from=None)),
            models.Index(
                fields=["suspended_until"], name="entry_resumed", condition=~Q(suspended_until=None)
            ),
            models.Index(fields=["revoked_on"], name="entry_revoked", condition=~Q(revoked_on=None)),
            models.Index(fields=["sort_key", "id"], name="entry_unclear", condition=Q(term_known=False)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/san-pham/{self.code}/"


class IndexState(models.Model):
    """One row: `version` is another number after every change of the register (random, so that a restored copy never
    answers to the number of other contents); `as_of` is the day whose statuses the cells count.

    Whoever changes the register holds this row until the end of the transaction, so versions and cells never disagree.
    """

    version = models.PositiveBigIntegerField(default=0)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"{self.version} ({self.as_of})"


class Cell(models.Model):
    """How many entries have `key` in dimension `dim` and `key2` in `dim2`. Empty `dim`: all; empty `dim2`: the total."""

    dim = models.CharField(max_length=12, blank=True)
    key = models.CharField(max_length=160, blank=True)
    dim2 = models.CharField(max_length=12, blank=True)
    key2 = models.CharField(max_length=160, blank=True)
    n = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dim", "key", "dim2", "key2"], name="cell_once")]

    def __str__(self) -> str:
        return f"{self.dim}={self.key}, {self.dim2}={self.key2}: {self.n}"


class Spelling(models.Model):
    """A folded word of the register under each form it takes when at most one letter is left out."""

    form = models.CharField(max_length=60)
    word = models.CharField(max_length=60)
    n = models.PositiveIntegerField(default=1)  # in how many entries, at the last rebuild

    class Meta:
        indexes = [models.Index(fields=["form"], name="spelling_form")]

    def __str__(self) -> str:
        return f"{self.form} → {self.word}"


from ocop.registry.records import PublicRecord  # noqa: E402, F401 – a model of this app, in a file of its own
