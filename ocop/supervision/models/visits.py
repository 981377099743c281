"""The yearly plan, visits with their answers and pictures, samples sent to a laboratory."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.rulebook.lifecycle import MACHINES
from ocop.supervision.enums import Answer, LabVerdict, VisitKind


def sees(acting: Acting) -> bool:
    return acting.may(Permission.INSPECT) or acting.may(Permission.SUPERVISE)


class PlanQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PlanQuerySet":
        """Of the own office; a province also sees those of its communes, the centre all."""
        if acting.unit is None or not sees(acting):
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(unit__province_key=acting.unit.key)
        return self.filter(unit=acting.unit)


class InspectionPlan(models.Model):
    """One year's plan. Seed, share and size never change once drawn, so that anybody can repeat the draw."""

    machine = "inspection_plan"

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="inspection_plans")
    year = models.PositiveSmallIntegerField("năm")
    title = CleanCharField("tên kế hoạch", max_length=200)
    document = CleanCharField("văn bản", max_length=200, blank=True)
    size = models.PositiveSmallIntegerField("số cuộc kiểm tra")
    percent = models.PositiveSmallIntegerField("phần bốc thăm (%)")
    seed = CleanCharField("số mồi bốc thăm", max_length=100)
    candidates = models.JSONField(default=list)  # [[product code, {sign: number}], …] as they were drawn from
    drawn_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default="draft")
    state_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("supervision:plan", args=[self.code])


class VisitQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "VisitQuerySet":
        """Producers: what was found at theirs. Inspectors and offices: of their place."""
        if acting.party_id:
            return self.filter(product__producer_id=acting.party_id, state="submitted")
        if acting.unit is None or not sees(acting):
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(Q(product__unit__province_key=acting.unit.key) | Q(unit=acting.unit))
        return self.filter(Q(product__unit=acting.unit) | Q(unit=acting.unit))


class Visit(models.Model):
    """One check on the spot of one product. `known` is the product as the form showed it; `synced` as it was when answers
    came in, when that differed. `version` counts the saves."""

    machine = "visit"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, choices=VisitKind.choices)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="visits")
    plan = models.ForeignKey(InspectionPlan, null=True, on_delete=models.PROTECT, related_name="visits")
    case = models.ForeignKey("supervision.Case", null=True, on_delete=models.PROTECT, related_name="visits")
    picked_by = models.CharField(max_length=5, blank=True)  # risk, lot
    points = models.PositiveSmallIntegerField(default=0)
    why = models.JSONField(default=list)
    planned_on = models.DateField("ngày dự kiến", null=True)
    inspector = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="visits")
    known = models.JSONField(default=dict)
    known_sha256 = models.CharField(max_length=64, blank=True)
    synced = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    visited_on = models.DateField("ngày kiểm tra", null=True)
    met = CleanCharField("người làm việc phía chủ thể", max_length=160, blank=True)
    summary = CleanTextField("nhận xét chung", blank=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="planned")
    state_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["product", "state"], name="visit_product"),
            models.Index(fields=["created_at", "id"], name="visit_newest"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supervision:visit", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label

    @property
    def mark_only(self) -> bool:
        return self.kind == VisitKind.MARK


class VisitAnswer(models.Model):
    """What was seen of one item. `n` counts the device's own entries: a late older one changes nothing."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=20)
    value = models.CharField(max_length=4, choices=Answer.choices, blank=True)
    note = CleanTextField(blank=True)
    device = models.CharField(max_length=60, blank=True)
    n = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "item"], name="visit_answer_once")]

    def __str__(self) -> str:
        return f"{self.visit} {self.item}"


class VisitSave(models.Model):
    """The journal of bundles that came in: the same bundle sent twice has its effect once."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="saves")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "key"], name="visit_save_once")]

    def __str__(self) -> str:
        return self.key


class VisitPhoto(models.Model):
    """A picture from the spot. The copy shown has no place in it; the original, with its place, is for the office."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    item = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=64, blank=True)
    file = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "key"], condition=~Q(key=""), name="visit_photo_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit} – {self.file}"


class LabResult(models.Model):
    """One parameter of one sample. A result is never changed; a wrong one is answered by a new sample."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="lab_results")
    sample = CleanCharField("mã mẫu", max_length=60)
    taken_on = models.DateField("ngày lấy mẫu")
    lab = CleanCharField("phòng thử nghiệm", max_length=200)
    parameter = CleanCharField("chỉ tiêu", max_length=160)
    limit = CleanCharField("mức giới hạn", max_length=80)
    value = CleanCharField("kết quả", max_length=80)
    verdict = models.CharField(max_length=4, choices=LabVerdict.choices)
    document = CleanCharField("phiếu kết quả", max_length=160, blank=True)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["sample", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "sample", "parameter"], name="lab_result_once")
        ]

    def __str__(self) -> str:
        return f"{self.sample} {self.parameter}"
