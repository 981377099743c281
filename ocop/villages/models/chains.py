"""Value chains (chuỗi giá trị): who belongs, by which contract, for how much of the output, since when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.core.text import fold, sort_key
from ocop.places.placed import Placed
from ocop.rulebook.chains import Contract
from ocop.villages.enums import Part


class ChainQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ChainQuerySet":
        """A producer: the chains it is in. An office: by where the chain is led from."""
        if acting.party_id:
            return self.filter(
                Q(members__producer_id=acting.party_id) | Q(lead_id=acting.party_id)
            ).distinct()
        if acting.unit is None or not acting.may(Permission.VILLAGES_MANAGE):
            return self.none()
        if acting.unit.level == "nation":
            return self
        path = "now_province" if acting.unit.level == "province" else "now_unit"
        return self.filter(**{path: acting.unit.key})


class Chain(Placed):
    """Led by a producer; counted at its place. Ended by its day, never deleted."""

    code = models.CharField(max_length=20, unique=True)
    name = CleanCharField("tên chuỗi", max_length=200)
    lead = models.ForeignKey("producers.Producer", on_delete=models.PROTECT, related_name="chains_led")
    goods = CleanCharField("sản phẩm của chuỗi", max_length=200, blank=True)
    note = CleanTextField("ghi chú", max_length=2000, blank=True)
    started_on = models.DateField("bắt đầu")
    ended_on = models.DateField("kết thúc", null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = ChainQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(f"{self.name} {self.goods}")[:300]
        self.sort_key = sort_key(self.name)
        self.place(self.lead.unit)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("villages:chain", args=[self.code])


class ChainMember(models.Model):
    """A contract with one member: a producer of the system, or a farm or firm named in words."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="members")
    producer = models.ForeignKey(
        "producers.Producer", null=True, on_delete=models.PROTECT, related_name="chain_parts"
    )
    name = CleanCharField("tên bên tham gia", max_length=200)
    part = models.CharField("vai trò", max_length=12, choices=Part.choices)
    contract = CleanCharField("số hợp đồng", max_length=80)
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)
    share = models.DecimalField(
        "tỷ lệ sản lượng (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")), name="chain_contract_days"
            ),
            models.CheckConstraint(condition=Q(share=None) | Q(share__range=(0, 100)), name="chain_share"),
            models.UniqueConstraint(fields=["chain", "name", "contract"], name="chain_contract_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> Contract:
        return Contract(self.from_on, self.until_on, self.share)
