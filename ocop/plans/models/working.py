"""What is reported while a plan runs: progress of tasks, movements of money. Written once; a correction is a new entry."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import CleanCharField, CleanTextField
from ocop.plans.enums import MovementKind
from ocop.plans.models.contents import BudgetLine, Task


class Entry(models.Model):
    """Dated, with who wrote it and the paper that shows it."""

    document = CleanCharField("văn bản, tài liệu", max_length=300, blank=True)
    file = models.ForeignKey("documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        abstract = True


class Progress(Entry):
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    percent = models.PositiveSmallIntegerField("tiến độ")
    words = CleanTextField("đã làm gì", max_length=2000)
    reported_on = models.DateField("tính đến ngày")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="progress_percent")]

    def __str__(self) -> str:
        return f"{self.percent} %"


class Movement(Entry):
    """So much was committed or spent on a day; a negative amount takes back."""

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=MovementKind.choices)
    amount = models.BigIntegerField("số tiền")
    moved_on = models.DateField("ngày")
    words = CleanCharField("nội dung", max_length=300, blank=True)

    class Meta:
        ordering = ["-moved_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="movement_not_nought")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"
