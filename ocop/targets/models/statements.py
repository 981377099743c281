"""What offices state with a paper: targets, figures that no record gives, and products registered for a year."""

from django.db import models
from django.db.models import F, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.places.models import Succession
from ocop.targets.enums import Sense
from ocop.targets.models.facts import Placed, placed_indexes


class StatementQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "StatementQuerySet":
        """The centre sees all; a province its own and its communes' and districts'; a commune its own and its province's."""
        unit = acting.unit
        if unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        if unit.level == "nation":
            return self
        if unit.level == "province":
            former = Succession.objects.filter(new=unit).values("old__key")
            return self.filter(
                Q(unit__province_key=unit.key) | Q(unit__province_key__in=former) | Q(unit__key="VN")
            )
        return self.filter(Q(unit=unit) | Q(unit__key__in=("VN", unit.province_key)))

    def standing(self) -> "StatementQuerySet":
        """Those that no later record corrects."""
        return self.filter(corrected_by=None)


class Statement(models.Model):
    """Never changed: a correction is a new record that names the old one."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField("chỉ số", max_length=60)
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4)
    document = CleanCharField("văn bản", max_length=300)
    document_on = models.DateField("ngày văn bản", null=True)
    source_url = models.CharField(max_length=600, blank=True)
    note = CleanTextField("ghi chú", blank=True)
    reason = CleanTextField("lý do đính chính", blank=True)
    is_demo = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        abstract = True


class DeclaredFigure(Statement):
    """A figure of an office for a period, shown as "số khai báo" and never added to counted ones."""

    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến ngày")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        ordering = ["-until_on", "-pk"]
        indexes = [models.Index(fields=["unit", "indicator", "until_on"], name="declared_lookup")]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="declared_days_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.until_on:%d/%m/%Y}"


class Target(Statement):
    """A target of a unit for the years of its period, with the decision that set it."""

    year_from = models.PositiveSmallIntegerField("từ năm")
    year_until = models.PositiveSmallIntegerField("đến năm")
    sense = models.CharField("mức", max_length=10, choices=Sense.choices, default=Sense.AT_LEAST)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        ordering = ["-year_until", "year_from", "-pk"]
        indexes = [models.Index(fields=["unit", "indicator", "year_until"], name="target_lookup")]
        constraints = [
            models.CheckConstraint(condition=Q(year_until__gte=F("year_from")), name="target_years_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.years}"

    @property
    def years(self) -> str:
        one = self.year_from == self.year_until
        return str(self.year_from) if one else f"{self.year_from}–{self.year_until}"


class RegistrationQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "RegistrationQuerySet":
        unit = acting.unit
        if unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        if unit.level == "nation":
            return self
        return (
            self.filter(now_province=unit.key) if unit.level == "province" else self.filter(now_unit=unit.key)
        )


class Registration(Placed):
    """A product that a unit puts down for evaluation in a year (đăng ký kế hoạch). One line per product and year."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    product = models.ForeignKey(
        "products.Product", null=True, on_delete=models.PROTECT, related_name="registrations"
    )
    round = models.ForeignKey(
        "targets.RegistrationRound", null=True, on_delete=models.PROTECT, related_name="registrations"
    )
    product_name = CleanCharField("tên sản phẩm", max_length=200)
    producer_name = CleanCharField("chủ thể", max_length=200)
    registered_on = models.DateField("ngày đăng ký")
    withdrawn_on = models.DateField("ngày rút", null=True)
    reason = CleanCharField("lý do rút", max_length=300, blank=True)
    document = CleanCharField("văn bản", max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "product_name", "pk"]
        indexes = [*placed_indexes("reg"), models.Index(fields=["year"], name="reg_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "year"],
                condition=Q(product__isnull=False, withdrawn_on=None),
                name="registration_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_name} ({self.year})"
