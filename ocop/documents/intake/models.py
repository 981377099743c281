"""An uploaded list between preview and import, and the receipt that stays afterwards."""

from __future__ import annotations

import json
import uuid
import zlib
from typing import Any

from django.db import models

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet

from .reading import Table


class IntakeQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> IntakeQuerySet:
        """Only the person who uploaded it, in the same office and role."""
        if acting.person is None:
            return self.none()
        unit = acting.unit.key if acting.unit else ""
        return self.filter(
            person=acting.person, role=acting.role or "", unit_key=unit, party_id=acting.party_id
        )


class Intake(models.Model):
    """Cells and preview are wiped when it expires; who imported what, when, from which file stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    importer = models.CharField(max_length=40)
    title = CleanCharField(max_length=200)
    file_name = CleanCharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    url = models.CharField(max_length=300)  # its page
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    unit_key = models.CharField(max_length=40, blank=True)
    party_id = models.BigIntegerField(null=True)
    row_count = models.PositiveIntegerField(default=0)
    table = models.BinaryField(default=bytes)
    outcome = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, blank=True)
    counts: models.JSONField = models.JSONField(default=dict, blank=True)
    only_good = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.file_name}"

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def wiped(self) -> bool:
        return not self.table

    def keep_table(self, table: Table) -> None:
        """Days travel as {"d": …}; JSON has no other way to keep them apart from text."""
        kept = {
            "grid": table.grid,
            "head": table.head,
            "places": table.places,
            "headings": table.headings,
            "unknown": table.unknown,
            "missing": table.missing,
        }
        self.table = zlib.compress(json.dumps(kept, default=_day_out, ensure_ascii=False).encode(), 1)

    def read_table(self) -> Table:
        return Table(**json.loads(zlib.decompress(bytes(self.table)), object_hook=_day_in))

    def keep_lines(self, lines: list[dict[str, Any]]) -> None:
        self.outcome = zlib.compress(json.dumps(lines, ensure_ascii=False).encode(), 1)

    def read_lines(self) -> list[dict[str, Any]]:
        return json.loads(zlib.decompress(bytes(self.outcome))) if self.outcome else []


def _day_out(value: Any) -> Any:
    return {"d": value.isoformat()}


def _day_in(value: dict[str, Any]) -> Any:
    from datetime import date, datetime

    if set(value) != {"d"}:
        return value
    text = value["d"]
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
