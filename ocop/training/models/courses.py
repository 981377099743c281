"""A class, conference or study trip with what is taught and when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.core.text import fold
from ocop.places.placed import Placed
from ocop.places.queries.scope import scope_filter
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.training import REQUIRED_PERCENT
from ocop.training.enums import Audience, Kind

SHOWN_BELOW = ("open", "running", "finished", "closed")


class CourseQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "CourseQuerySet":
        """An office: its own and those of units below; those of units above once they are open to their people."""
        if acting.unit is None or not acting.may(Permission.TRAINING_MANAGE):
            return self.none()
        if acting.unit.level == "nation":
            return self
        above = Q(unit__level="nation") | Q(unit__level="province", unit__key=acting.unit.province_key)
        return self.filter(scope_filter(acting) | (above & Q(state__in=SHOWN_BELOW)))

    def for_place(self, commune_key: str, province_key: str) -> "CourseQuerySet":
        """What somebody of that commune may come to."""
        units = Q(unit__level="nation") | Q(unit__key__in=(commune_key, province_key))
        return self.filter(units, state__in=SHOWN_BELOW)


class Course(Placed):
    """`unit` organises it. `document`: the plan it belongs to, or where a recorded one was published."""

    machine = "training"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField("hình thức", max_length=12, choices=Kind.choices)
    title = CleanCharField("tên lớp", max_length=250)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="courses")
    audience = models.CharField("dành cho", max_length=10, choices=Audience.choices, default=Audience.ALL)
    venue = CleanCharField("địa điểm", max_length=250, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    capacity = models.PositiveIntegerField(
        "số chỗ", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5000)]
    )
    required_percent = models.PositiveSmallIntegerField(
        "tỷ lệ giờ học phải dự (%)",
        default=REQUIRED_PERCENT,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    cost = models.DecimalField("kinh phí (đồng)", max_digits=14, decimal_places=0, null=True, blank=True)
    document = CleanCharField("văn bản, kế hoạch", max_length=300, blank=True)
    note = CleanTextField("ghi chú", blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="planned")
    state_at = models.DateTimeField()
    search_key = models.CharField(max_length=300, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["starts_on", "id"], name="course_newest"),
            models.Index(fields=["unit", "state"], name="course_office"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="course_days_in_order"),
            models.CheckConstraint(
                condition=Q(required_percent__gte=1, required_percent__lte=100), name="course_share"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(self.title)[:300]
        self.place(self.unit)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("training:course", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label


class Topic(models.Model):
    """A line of the curriculum (chuyên đề)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField()
    title = CleanCharField("chuyên đề", max_length=200)
    hours = models.DecimalField("số giờ", max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """A meeting (buổi): attendance is noted for it, and its hours count."""

    code = models.CharField(max_length=20, unique=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    title = CleanCharField("nội dung buổi", max_length=200)
    trainer = CleanCharField("giảng viên", max_length=160, blank=True)
    starts_at = models.DateTimeField("bắt đầu")
    hours = models.DecimalField("số giờ", max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="session_has_hours")]

    def __str__(self) -> str:
        return self.title
