"""Dated facts that indicators count. They are derived: `actions.facts` writes them in the transaction of the change, and
`ocop check` compares them with a full recount. Only days are kept, never a status: a figure "as of" any day follows.
"""

from django.db import models


class Placed(models.Model):
    """Where a record counts, on the map of today (`now_…`) and on the map of its own day (`then_…`). Keys of places.Unit;
    empty where the record does not say (then it counts for the levels above only)."""

    now_province = models.CharField(max_length=20, blank=True)
    now_unit = models.CharField(max_length=20, blank=True)
    then_province = models.CharField(max_length=20, blank=True)
    then_district = models.CharField(max_length=20, blank=True)
    then_unit = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True


def placed_indexes(name: str) -> list[models.Index]:
    """One index per way a figure is asked for."""
    paths = ("now_province", "now_unit", "then_province", "then_district", "then_unit")
    return [models.Index(fields=[path], name=f"{name}_{path}") for path in paths]


class ProductFact(Placed):
    """The first day on which a product joined the programme, was evaluated, was recognised."""

    product = models.OneToOneField("products.Product", on_delete=models.CASCADE, related_name="fact")
    sector = models.CharField(max_length=5, blank=True)
    joined_on = models.DateField(null=True)
    evaluated_on = models.DateField(null=True)
    recognised_on = models.DateField(null=True)
    asked_place = models.CharField(max_length=400, blank=True)  # the wording that `then_…` was found by

    class Meta:
        indexes = placed_indexes("pf")

    def __str__(self) -> str:
        return str(self.product)


class Rank(Placed):
    """One recognition, or one result of 90 points and more that a province sent up (`potential`).

    `ended_on`: the day of the next rank of any kind; `replaced_on`: the day of the next recognition. `valid_until` is the
    last day of the term. `before` are the stars held before it.
    """

    product = models.ForeignKey("products.Product", on_delete=models.CASCADE, related_name="ranks")
    certificate = models.ForeignKey(
        "recognition.Certificate", null=True, on_delete=models.CASCADE, related_name="+"
    )
    stars = models.PositiveSmallIntegerField(null=True)
    potential = models.BooleanField(default=False)
    before = models.PositiveSmallIntegerField(null=True)
    sector = models.CharField(max_length=5, blank=True)
    from_on = models.DateField()
    ended_on = models.DateField(null=True)
    replaced_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    term_known = models.BooleanField(default=True)
    revoked_on = models.DateField(null=True)
    decision_text = models.CharField(max_length=120, blank=True)
    pauses = models.CharField(max_length=600, blank=True)  # suspensions: "2026-01-05/2026-02-01;2026-03-01/"
    asked_place = models.CharField(max_length=400, blank=True)  # the wording that `then_…` was found by

    class Meta:
        indexes = placed_indexes("rank")
        constraints = [
            models.UniqueConstraint(fields=["product", "from_on", "potential"], name="rank_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.from_on:%d/%m/%Y}"


class ProducerFact(Placed):
    """The same first days of a producer, over its products. Counted where the producer is, so that sums roll up."""

    producer = models.OneToOneField("producers.Producer", on_delete=models.CASCADE, related_name="fact")
    joined_on = models.DateField(null=True)
    evaluated_on = models.DateField(null=True)
    recognised_on = models.DateField(null=True)

    class Meta:
        indexes = placed_indexes("cf")

    def __str__(self) -> str:
        return str(self.producer)
