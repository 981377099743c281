"""Integrity of the units (I15): one parent line each, and every former unit leads to today or waits for a person."""

from django.db.models import Count, F, Q

from ocop.core.checks_registry import Finding
from ocop.places.enums import Level
from ocop.places.models import Succession, Unit


def units_consistent() -> Finding:
    """Keys, parents and dates fit together; every former commune has its successors; a whole one has exactly one."""
    finding = Finding(rows=Unit.objects.count())
    _add(finding, "không có đơn vị cấp trên", Unit.objects.filter(parent=None).exclude(level=Level.NATION))
    communes = Unit.objects.current().communes()
    _add(finding, "thuộc tỉnh khác với cấp trên", communes.exclude(parent__key=F("province_key")))
    _add(finding, "có ngày kết thúc trước ngày bắt đầu", Unit.objects.filter(valid_to__lt=F("valid_from")))
    former = Unit.objects.exclude(valid_to=None).exclude(level=Level.DISTRICT)
    _add(finding, "đã kết thúc nhưng không có đơn vị kế thừa", former.filter(successors=None))
    counted = Unit.objects.annotate(
        wholes=Count("successors", filter=Q(successors__whole=True)), all_of_them=Count("successors")
    )
    _add(finding, "kế thừa trọn vẹn nhưng có nhiều đơn vị", counted.filter(wholes__gte=1, all_of_them__gt=1))
    _add(finding, "được ghi là chia tách nhưng chỉ có một đơn vị", counted.filter(wholes=0, all_of_them=1))
    backwards = Succession.objects.filter(Q(old__valid_to=None) | Q(new__valid_from__lte=F("old__valid_to")))
    finding.problems += [
        f"Kế thừa ngược thời gian: {link}" for link in backwards.select_related("old", "new")[:10]
    ]
    return finding


def _add(finding: Finding, what: str, units: object) -> None:
    finding.problems += [f"{unit.address} ({unit.key}) {what}" for unit in units[:10]]  # type: ignore[index]
