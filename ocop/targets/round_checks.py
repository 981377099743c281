"""I72: a closed round of registration still tells what was registered in it, and rounds of one year do not overlap."""

from collections import Counter

from ocop.core.checks_registry import Finding, register
from ocop.rulebook.registration import overlapping
from ocop.targets.models import Registration, RegistrationRound


def closed_rounds_hold() -> Finding:
    finding = Finding()
    lines = Registration.objects.filter(round__state="closed", withdrawn_on=None)
    held = Counter(lines.values_list("round", flat=True))
    rounds = list(RegistrationRound.objects.select_related("unit"))
    for one in rounds:
        finding.rows += 1
        if one.state == "closed" and held[one.pk] != sum(one.counted.values()):
            finding.problems.append(f"{one.code}: danh sách khác số đã chốt")
        same = [o.window for o in rounds if o.pk > one.pk and (o.unit_id, o.year) == (one.unit_id, one.year)]
        if overlapping(one.opens_on, one.closes_on, same):
            finding.problems.append(f"{one.code}: trùng ngày với một đợt khác của cùng năm")
    return finding


def install() -> None:
    register("I72", "Đợt đăng ký đã chốt giữ đúng danh sách, các đợt không trùng ngày", closed_rounds_hold)
