"""People, and what they hold an office for."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import ROLES, Permission, Role
from ocop.core.text import fold, given_name_key
from ocop.places.enums import Level
from ocop.places.queries import scope_filter


class UserQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "UserQuerySet":
        """People whom this office manages: all for the nation, else those ever appointed in its units."""
        if acting.unit is None or not acting.may(Permission.PEOPLE_MANAGE):
            return self.none()
        if acting.unit.level == Level.NATION:
            return self
        here = Appointment.objects.filter(scope_filter(acting), person=OuterRef("pk"))
        asked = RoleRequest.objects.filter(scope_filter(acting), person=OuterRef("pk"))
        return self.filter(Exists(here) | Exists(asked))

    def matching(self, text: str) -> "UserQuerySet":
        """Folded search in name and e-mail: every word must occur."""
        found = self
        for word in fold(text[:100]).split():
            found = found.filter(Q(search_key__contains=word) | Q(email__contains=word))
        return found


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
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
    name_key = models.CharField(max_length=400, blank=True, editable=False)  # order: given name first
    search_key = models.CharField(max_length=200, blank=True, editable=False)
    consent_at = models.DateTimeField(null=True)  # when the person agreed to the processing of personal data
    consent_version = models.CharField(max_length=20, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    is_staff = is_superuser = False

    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = given_name_key(self.full_name)
        self.search_key = fold(self.full_name)[:200]
        super().save(*args, **kwargs)


class AppointmentQuerySet(LockingQuerySet):
    def on(self, day: date) -> "AppointmentQuerySet":
        """In force on that day. What was ended or whose unit is no more gives nothing from that moment (I14)."""
        days = Q(until_on=None) | Q(until_on__gte=day)
        unit = Q(unit__valid_to=None) | Q(unit__valid_to__gte=day)
        return self.filter(days, unit, from_on__lte=day, ended_at=None)

    def visible_to(self, acting: Acting) -> "AppointmentQuerySet":
        if not acting.may(Permission.PEOPLE_MANAGE):
            return self.none()
        return self.filter(scope_filter(acting))


class RoleRequestQuerySet(LockingQuerySet):
    def pending(self) -> "RoleRequestQuerySet":
        return self.filter(decided_at=None)

    def visible_to(self, acting: Acting) -> "RoleRequestQuerySet":
        if acting.role != Role.ADMINISTRATOR:
            return self.none()
        return self.filter(scope_filter(acting))


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
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="appointment_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="appointment_end_pair",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit"], condition=Q(ended_at=None), name="appointment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {ROLES[Role(self.role)].label} – {self.unit}"

    @property
    def role_label(self) -> str:
        return ROLES[Role(self.role)].label


class RoleRequest(models.Model):
    """A far-reaching role asked for by one administrator; it counts only when another one confirms (two persons)."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_requests")
    role = models.CharField(max_length=30, choices=[(r.value, i.label) for r, i in ROLES.items() if i.levels])
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến ngày", null=True, blank=True)
    reference = CleanCharField("văn bản cử", max_length=200, blank=True)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(null=True)
    reason = CleanCharField(max_length=300, blank=True)
    appointment = models.OneToOneField(
        Appointment, null=True, on_delete=models.PROTECT, related_name="request"
    )

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, confirmed=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, confirmed__isnull=False),
                name="role_request_decision_pair",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
                name="role_request_two_persons",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit"], condition=Q(decided_at=None), name="role_request_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {ROLES[Role(self.role)].label} – {self.unit}"

    @property
    def role_label(self) -> str:
        return ROLES[Role(self.role)].label


class Invitation(models.Model):
    """A link by which an invited person sets the first password: single use, 7 days, only its hash is kept."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"thư mời {self.person}"
