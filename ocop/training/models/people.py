"""Who is taught, who enrolled where, who was there. Names are for the offices and the producer concerned, never public."""

from django.db import models
from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.text import fold
from ocop.places.placed import Placed
from ocop.places.queries.scope import scope_filter
from ocop.training.enums import Role, Standing, Way


class Trainee(Placed):
    """A person of a producer, or an officer of a unit (`producer` empty). The same name and year of birth there is one."""

    producer = models.ForeignKey(
        "producers.Producer", null=True, on_delete=models.PROTECT, related_name="trainees"
    )
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="trainees")
    name = CleanCharField("họ và tên", max_length=100)
    born = models.PositiveSmallIntegerField("năm sinh", default=0)
    role = models.CharField("tham dự với tư cách", max_length=10, choices=Role.choices)
    phone = CleanCharField("điện thoại", max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)
    name_key = models.CharField(max_length=150, editable=False)

    objects = LockingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "name_key", "born"],
                condition=Q(producer__isnull=False),
                name="trainee_once_of_producer",
            ),
            models.UniqueConstraint(
                fields=["unit", "name_key", "born"],
                condition=Q(producer__isnull=True),
                name="trainee_once_of_unit",
            ),
            models.CheckConstraint(
                condition=Q(producer__isnull=False) | Q(unit__isnull=False), name="trainee_belongs"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = fold(self.name)[:150]
        self.place(self.unit)
        super().save(*args, **kwargs)

    @property
    def of(self) -> str:
        """The producer, or the unit of an officer."""
        return str(self.producer or self.unit)


class EnrolmentQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "EnrolmentQuerySet":
        """Of a course of the own area all; of another's course the own people."""
        if acting.party_id:
            return self.filter(trainee__producer_id=acting.party_id)
        return self.filter(scope_filter(acting, "course__unit") | scope_filter(acting, "trainee__unit"))

    def going(self) -> "EnrolmentQuerySet":
        return self.filter(standing=Standing.GOING)


class Enrolment(models.Model):
    """One person in one course. `code` is typed at the door, `token` opens the own pass and, later, the certificate."""

    code = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=40, unique=True)
    course = models.ForeignKey("training.Course", on_delete=models.PROTECT, related_name="enrolments")
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="enrolments")
    role = models.CharField(max_length=10, choices=Role.choices)  # as it was then
    standing = models.CharField(max_length=10, choices=Standing.choices)
    enrolled_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()
    completed_on = models.DateField(null=True)
    certificate_no = models.CharField(max_length=60, blank=True)
    certified_on = models.DateField(null=True)
    check_token = models.CharField(
        max_length=40, blank=True, db_index=True
    )  # on the certificate; opens no pass

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["enrolled_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "trainee"], name="enrolled_once"),
            models.UniqueConstraint(
                fields=["certificate_no"], condition=~Q(certificate_no=""), name="attendance_number_once"
            ),
            models.CheckConstraint(
                condition=Q(certified_on=None) | Q(completed_on__isnull=False), name="certified_completed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee} – {self.course}"


class Attendance(models.Model):
    """Somebody was there. One row whatever the number of scans."""

    session = models.ForeignKey("training.Session", on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    way = models.CharField(max_length=10, choices=Way.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="attended_once")]

    def __str__(self) -> str:
        return f"{self.enrolment} – {self.session}"


class Feedback(models.Model):
    """What somebody thought of it, in three marks of 1 to 5; shown to the organiser without the name."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="feedback")
    content = models.PositiveSmallIntegerField("nội dung")
    teaching = models.PositiveSmallIntegerField("giảng viên")
    use = models.PositiveSmallIntegerField("áp dụng được")
    words = CleanTextField("góp ý", max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content__range=(1, 5), teaching__range=(1, 5), use__range=(1, 5)),
                name="feedback_marks",
            )
        ]

    def __str__(self) -> str:
        return f"{self.content}/{self.teaching}/{self.use}"
