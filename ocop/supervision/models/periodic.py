"""The periodic report of a producer: a window that an office opens, few figures, corrections beside the old."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission

# field → (words, unit); what a producer is asked, at most twelve with the note.
FIGURES = {
    "revenue": ("Doanh thu của cơ sở trong kỳ", "triệu đồng"),
    "revenue_ocop": ("Trong đó từ sản phẩm OCOP", "triệu đồng"),
    "revenue_online": ("Trong đó bán qua mạng", "triệu đồng"),
    "revenue_export": ("Trong đó xuất khẩu", "triệu đồng"),
    "output": ("Sản lượng sản phẩm OCOP", "ghi kèm đơn vị ở ô dưới"),
    "workers": ("Lao động thường xuyên cuối kỳ", "người"),
    "workers_female": ("Trong đó là nữ", "người"),
    "wage": ("Thu nhập bình quân một lao động mỗi tháng", "triệu đồng"),
}
WHOLE = ("workers", "workers_female")


class PeriodQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PeriodQuerySet":
        """Periods of the own province (and of the nation), for offices; producers find theirs by place."""
        if acting.unit is None:
            return self.none()
        if acting.unit.level == "nation":
            return self
        return self.filter(unit__key__in=("VN", acting.unit.province_key or acting.unit.key))


class ReportPeriod(models.Model):
    """A period that producers report on: from when to when, open until when. Opened by a province or the centre."""

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="report_periods")
    title = CleanCharField("tên kỳ", max_length=120)
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn báo cáo")
    document = CleanCharField("văn bản yêu cầu", max_length=200, blank=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    reminded_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)  # then only invented producers are asked

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-until_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")) & Q(due_on__gt=F("until_on")),
                name="report_period_days",
            ),
            models.UniqueConstraint(fields=["unit", "from_on", "until_on"], name="report_period_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("supervision:period", args=[self.code])


class PeriodicQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PeriodicQuerySet":
        if acting.party_id:
            return self.filter(producer_id=acting.party_id)
        if acting.unit is None or not acting.may(Permission.SUPERVISE):
            return self.none()
        if acting.unit.level == "nation":
            return self
        path = "producer__unit__province_key" if acting.unit.level == "province" else "producer__unit__key"
        return self.filter(**{path: acting.unit.key})

    def standing(self) -> "PeriodicQuerySet":
        """Not replaced by a correction."""
        return self.filter(~Exists(PeriodicReport.objects.filter(corrects=OuterRef("pk"))))


class PeriodicReport(models.Model):
    """What a producer says of one period. Never changed: a correction is a new row that names the one it replaces."""

    code = models.CharField(max_length=20, unique=True)
    period = models.ForeignKey(ReportPeriod, on_delete=models.PROTECT, related_name="reports")
    producer = models.ForeignKey(
        "producers.Producer", on_delete=models.PROTECT, related_name="periodic_reports"
    )
    revenue = models.DecimalField(max_digits=14, decimal_places=2)
    revenue_ocop = models.DecimalField(max_digits=14, decimal_places=2)
    revenue_online = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    revenue_export = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    output = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    output_unit = CleanCharField("đơn vị sản lượng", max_length=30, blank=True)
    workers = models.PositiveIntegerField()
    workers_female = models.PositiveIntegerField(null=True)
    wage = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    trouble = CleanTextField("khó khăn lớn nhất", blank=True)
    note = CleanTextField("ghi chú", blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    reason = CleanCharField("lý do đính chính", max_length=500, blank=True)
    late = models.BooleanField(default=False)
    given_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = PeriodicQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "producer"], condition=Q(corrects=None), name="periodic_first_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
