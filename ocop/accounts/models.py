"""People, and what they hold an office for."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import ROLES, Role
from ocop.core.text import given_name_key


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. Rights come from appointments and memberships only, never from a flag on the person."""

    email = models.EmailField(unique=True)
    full_name = CleanCharField("họ và tên", max_length=100)
    phone = CleanCharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True)
    name_key = models.CharField(max_length=400, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    is_staff = is_superuser = False

    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = given_name_key(self.full_name)
        super().save(*args, **kwargs)


class AppointmentQuerySet(LockingQuerySet):
    def on(self, day: date) -> "AppointmentQuerySet":
        """In force on that day; an appointment ended today gives nothing from the moment it was ended."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day, ended_at=None)


class Appointment(models.Model):
    """A dated role in a unit, by a decision (quyết định, văn bản) of the office."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=[(r.value, i.label) for r, i in ROLES.items() if i.levels])
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="appointments")
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến ngày", null=True, blank=True)
    reference = CleanCharField("văn bản cử", max_length=200, blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = CleanCharField(max_length=300, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="appointment_days_in_order"),
            models.CheckConstraint(condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                                   name="appointment_end_pair"),
            models.UniqueConstraint(fields=["person", "role", "unit"], condition=Q(ended_at=None), name="appointment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {ROLES[Role(self.role)].label} – {self.unit}"
