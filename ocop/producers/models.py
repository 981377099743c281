"""Chủ thể OCOP, the people who act for it, and its vault of evidence."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.text import fold, sort_key
from ocop.producers.enums import LegalForm, MembershipKind, Origin


class ProducerQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ProducerQuerySet":
        """Own producer; or the producers of the office's unit and below."""
        if acting.party_id:
            return self.filter(pk=acting.party_id)
        if acting.unit is None:
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(unit__province_key=acting.unit.key)
        return self.filter(unit=acting.unit)


class Producer(models.Model):
    """A producer (chủ thể). The representative's sex, ethnicity and disability serve criterion 3.2 only and are
    never public (Luật 91/2025/QH15)."""

    code = models.CharField(max_length=20, unique=True)
    name = CleanCharField("tên chủ thể", max_length=200)
    legal_form = models.CharField("loại hình", max_length=12, choices=LegalForm.choices)
    tax_code = CleanCharField("mã số thuế", max_length=14, blank=True)
    registration_no = CleanCharField("số đăng ký kinh doanh", max_length=40, blank=True)
    registered_on = models.DateField("ngày cấp đăng ký", null=True, blank=True)
    registered_by = CleanCharField("nơi cấp", max_length=160, blank=True)
    founded_year = models.PositiveSmallIntegerField("năm bắt đầu hoạt động", null=True, blank=True)
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="producers")
    address = CleanCharField("địa chỉ", max_length=300, blank=True)
    place_wording = CleanCharField(max_length=300, blank=True, help_text="địa danh như nguồn cũ ghi")
    phone = CleanCharField("điện thoại", max_length=20, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    website = CleanCharField("trang web, mạng xã hội", max_length=200, blank=True)
    representative = CleanCharField("người đại diện", max_length=100, blank=True)
    representative_title = CleanCharField("chức vụ", max_length=100, blank=True)
    representative_sex = models.CharField(
        "giới tính", max_length=1, choices=[("F", "Nữ"), ("M", "Nam")], blank=True
    )
    representative_ethnicity = CleanCharField("dân tộc", max_length=40, blank=True)
    representative_disability = models.BooleanField("là người khuyết tật", null=True, blank=True)
    workers = models.PositiveIntegerField("số lao động", null=True, blank=True)
    workers_local = models.PositiveIntegerField("trong đó là người trong xã", null=True, blank=True)
    workers_female = models.PositiveIntegerField("trong đó là nữ", null=True, blank=True)
    main_business = CleanTextField("ngành nghề, sản phẩm chính", blank=True)
    history = CleanTextField("quá trình hình thành, phát triển", blank=True)
    structure = CleanTextField("tổ chức bộ máy", blank=True)
    is_demo = models.BooleanField(default=False)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.REGISTERED)
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = ProducerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["search_key"], name="producer_search"),
            models.Index(fields=["sort_key"], name="producer_sort"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        self.search_key = fold(f"{self.name} {self.tax_code}")[:400]
        self.sort_key = sort_key(self.name)


class MembershipQuerySet(LockingQuerySet):
    def on(self, day: date) -> "MembershipQuerySet":
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day, ended_at=None)


class Membership(models.Model):
    """A person who acts for a producer: its representative, or a delegate with fewer rights."""

    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=MembershipKind.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "producer"], condition=Q(ended_at=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="membership_end_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.producer}"


class Invitation(models.Model):
    """An e-mail that lets its receiver act for a producer. The link carries a signed number; the row says if it counts."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=10, choices=MembershipKind.choices)
    email = models.EmailField("thư điện tử")
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.email} – {self.producer}"


class EvidenceQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "EvidenceQuerySet":
        return self.filter(producer__in=Producer.objects.visible_to(acting))


class Evidence(models.Model):
    """One document of the vault: a paper with number, issuer and dates; its files are versions.

    `subject` is a key of rulebook.criteria.evidence_subjects() (the 15 rows of Mẫu 02, Phần III), or "photo"/"other".
    """

    code = models.CharField(max_length=20, unique=True)
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="evidence")
    subject = models.CharField(max_length=60)
    title = CleanCharField("tên giấy tờ", max_length=200)
    number = CleanCharField("số, ký hiệu", max_length=60, blank=True)
    issuer = CleanCharField("nơi cấp", max_length=160, blank=True)
    issued_on = models.DateField("ngày cấp", null=True, blank=True)
    expires_on = models.DateField("ngày hết hạn", null=True, blank=True)
    note = CleanTextField("ghi chú", blank=True)
    retired_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="evidence_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(f"{self.title} {self.number} {self.issuer}")[:400]
        super().save(*args, **kwargs)

    @property
    def current(self) -> "EvidenceVersion | None":
        """The newest version; prefetch `versions` on lists."""
        versions = list(self.versions.all())
        return versions[-1] if versions else None


class EvidenceVersion(models.Model):
    """The file of an evidence at one time, with the metadata as it was then. Never changed or deleted (I32)."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = CleanCharField(max_length=200)
    number = CleanCharField(max_length=60, blank=True)
    issuer = CleanCharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    added_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["evidence", "version"], name="evidence_version_once")]

    def __str__(self) -> str:
        return f"{self.title} (bản {self.version})"
