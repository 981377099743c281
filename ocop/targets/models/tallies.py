"""Figures of the nation and of each province kept up to date, so that a page need not count the register anew."""

from django.db import models

from ocop.rulebook.tallies import COLUMNS


class Tally(models.Model):
    """What changed on a day (`grain` d) or in a whole year (y), on one map: place "VN", "now:01" or "then:01".

    Rows are only added, each with the change that one transaction made, so nobody waits for anybody; `fold` adds up rows
    of the same place and day at night. The figure of a day: all years before it and the days of its own year up to it.
    """

    place = models.CharField(max_length=26)
    grain = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()

    for _name in COLUMNS:
        locals()[_name] = models.IntegerField(default=0, db_default=0)
    del _name

    class Meta:
        indexes = [models.Index(fields=["place", "grain", "year", "day"], name="tally_lookup")]

    def __str__(self) -> str:
        return f"{self.place} {self.grain} {self.day:%d/%m/%Y}"


class UnitStart(models.Model):
    """The first day on which a unit had a recognised product. `path`: the column of `ProductFact` under which it is named."""

    path = models.CharField(max_length=14)
    key = models.CharField(max_length=20)
    first_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "key"], name="unit_start_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.first_on:%d/%m/%Y}"
