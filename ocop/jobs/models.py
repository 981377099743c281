"""The memory of background work: runs of the timetable, and long jobs that people start and watch.

Both are claimed by one conditional UPDATE and held by a heartbeat, so any number of workers may look at them.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.jobs.enums import OPEN, RunStatus


class Claimable(models.Model):
    """Work that one worker at a time takes, keeps alive and finishes."""

    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claim = models.UUIDField(null=True)  # who holds it now; a worker that lost it writes nothing any more
    heartbeat_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = CleanCharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def open(self) -> bool:
        return self.status in OPEN


class Run(Claimable):
    """One due time of one entry of the timetable, or one run asked for by hand."""

    key = models.CharField(max_length=60)
    due = models.DateTimeField()
    by_hand = models.BooleanField(default=False)
    outcome = CleanCharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-due", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "due"], name="timetable_run_once")]
        indexes = [models.Index(fields=["status", "next_at"], name="timetable_run_waiting")]

    def __str__(self) -> str:
        return self.key


class JobQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "JobQuerySet":
        """Who started it, the colleagues of the same office in the same role, and the administrator."""
        if not acting.known:
            return self.none()
        if acting.may(Permission.JOB_MANAGE):
            return self
        mine = Q(person=acting.person)
        if acting.unit and acting.role:
            mine |= Q(unit_key=acting.unit.key, role=acting.role)
        return self.filter(mine)


class Job(Claimable):
    """Long work with progress. What is left to do follows from the records, so a job goes on where it stopped."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    title = CleanCharField(max_length=250)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    url = models.CharField(max_length=300, blank=True)  # the record's page
    params: models.JSONField = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    unit_key = models.CharField(max_length=40, blank=True)
    party_id = models.BigIntegerField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    done_before = models.PositiveIntegerField(default=0)  # at the last claim: progress gives new attempts
    sentence = CleanTextField(blank=True)
    cancel_asked_at = models.DateTimeField(null=True)
    result_url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_type", "about_id"],
                condition=Q(status__in=[status.value for status in OPEN]),
                name="job_one_open_per_record",
            )
        ]
        indexes = [
            models.Index(fields=["status", "next_at"], name="job_waiting"),
            models.Index(fields=["kind", "about_type", "about_id"], name="job_about"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.public_id])

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    def as_json(self) -> dict[str, Any]:
        """What the page's script asks for."""
        return {
            "status": self.status,
            "label": self.get_status_display(),
            "open": self.open,
            "done": self.done,
            "total": self.total,
            "percent": self.percent,
            "sentence": self.sentence,
        }
