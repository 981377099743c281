"""What a plan holds: headings, objectives, tasks, budget lines. `fixed_at`: issued, so that the words stay as they are.

`root` is the same item in the first version of the plan: what was reported about it stays with it through amendments."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.plans.enums import GroupKind, Money
from ocop.plans.models.plans import Plan
from ocop.rulebook.plan_money import Amounts
from ocop.targets.enums import Sense


class Item(models.Model):
    """A row of a plan at its place."""

    position = models.PositiveSmallIntegerField(default=0)
    fixed_at = models.DateTimeField(null=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        abstract = True


class Group(Item):
    """A heading: a group of objectives, of tasks, or of solutions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=10, choices=GroupKind.choices)
    title = CleanCharField("tên nhóm", max_length=300)

    class Meta:
        ordering = ["kind", "position", "pk"]
        indexes = [models.Index(fields=["plan", "kind"], name="plan_group")]

    def __str__(self) -> str:
        return self.title


class Objective(Item):
    """A goal: of an indicator, with its number; or in words alone. `target`: the target it became when issued."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="objectives")
    words = CleanCharField("mục tiêu", max_length=400, blank=True)
    indicator = models.CharField("chỉ số", max_length=60, blank=True)
    sense = models.CharField("mức", max_length=10, choices=Sense.choices, default=Sense.AT_LEAST)
    value = models.DecimalField("số", max_digits=18, decimal_places=4, null=True)
    target = models.ForeignKey(
        "targets.Target", null=True, on_delete=models.PROTECT, related_name="objectives"
    )

    class Meta:
        ordering = ["group__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(indicator="") & ~Q(words="") & Q(value=None))
                | (~Q(indicator="") & Q(value__isnull=False)),
                name="objective_says_something",
            ),
            models.UniqueConstraint(
                fields=["plan", "indicator"], condition=~Q(indicator=""), name="objective_indicator_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.indicator


class Task(Item):
    """`percent` and `done_on` follow the newest report; `told_*` remember the day of the reminder."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="tasks")
    root = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    title = CleanTextField("nhiệm vụ", max_length=1000)
    office = CleanCharField("cơ quan chủ trì", max_length=200)
    partners = CleanCharField("cơ quan phối hợp", max_length=400, blank=True)
    due_on = models.DateField("hạn")
    percent = models.PositiveSmallIntegerField("tiến độ", default=0)
    done_on = models.DateField(null=True)
    told_soon_on = models.DateField(null=True)
    told_late_on = models.DateField(null=True)

    class Meta:
        ordering = ["group__kind", "group__position", "position", "pk"]
        indexes = [models.Index(fields=["plan", "due_on"], name="plan_task_due")]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="task_percent"),
            models.CheckConstraint(
                condition=Q(percent=100, done_on__isnull=False) | Q(percent__lt=100, done_on=None),
                name="task_done_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, on: Any) -> bool:
        return self.percent < 100 and self.due_on < on


class BudgetLine(Item):
    """Whole đồng. `committed` and `spent` are the sums of its movements, those of earlier versions included."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    root = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    content = CleanCharField("nội dung chi", max_length=400)
    source = models.CharField("nguồn tiền", max_length=12, choices=Money.choices)
    planned = models.BigIntegerField("dự kiến")
    committed = models.BigIntegerField("đã cam kết", default=0)
    spent = models.BigIntegerField("đã chi", default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    planned__gt=0, spent__gte=0, committed__gte=F("spent"), planned__gte=F("committed")
                ),
                name="line_spent_within_committed_within_planned",
            )
        ]

    def __str__(self) -> str:
        return self.content

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.planned, self.committed, self.spent)
