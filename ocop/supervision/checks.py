"""Checks of `ocop check` over reports of misuse."""

from datetime import timedelta

from django.db.models import Count

from ocop.core.checks_registry import Finding, register
from ocop.core.clock import today
from ocop.rulebook.oversight import read_oversight
from ocop.rulebook.sampling import Candidate, How, draw
from ocop.supervision.models import Case, InspectionPlan, Report, Visit
from ocop.supervision.queries.checklists import checklist

GRACE = timedelta(days=2)  # the job that erases runs once a day


def every_case_has_its_reports() -> Finding:
    cases = Case.objects.annotate(n=Count("reports")).select_related("unit")
    found = Finding(rows=len(cases))
    for case in cases:
        if case.n == 0 or case.n != case.reports_count:
            found.problems.append(f"Vụ việc {case} ghi {case.reports_count} tin báo nhưng có {case.n}.")
        if case.unit.valid_to:
            found.problems.append(
                f"Vụ việc {case} do {case.unit.full_name} phụ trách, nơi này đã thôi hoạt động."
            )
    return found


def contacts_erased_in_time() -> Finding:
    found = Finding(rows=Report.objects.count())
    late = Report.objects.filter(contact_until__lt=today() - GRACE)
    found.problems += [
        f"Tin báo {report} còn giữ cách liên hệ quá ngày {report.contact_until:%d/%m/%Y}." for report in late
    ]
    return found


def draws_repeat() -> Finding:
    """Every plan drawn again from its own seed and signs gives the same visits (I81)."""
    rules, found = read_oversight(), Finding()
    for plan in InspectionPlan.objects.prefetch_related("visits__product"):
        found.rows += 1
        crowd = [Candidate(key, signs) for key, signs in plan.candidates]
        picks = draw(
            crowd,
            size=plan.size,
            percent=plan.percent,
            least_percent=min(rules.least_random, plan.percent),
            seed=plan.seed,
            weights=rules.weights,
        )
        lots = {one.key for one in picks if one.how == How.LOT}
        kept = {one.product.code for one in plan.visits.all() if one.picked_by == How.LOT.value}
        if lots != kept:
            found.problems.append(f"Kế hoạch {plan.code}: bốc lại từ số mồi không ra đúng danh sách.")
    return found


def faults_became_findings() -> Finding:
    """Every item that failed in a concluded visit has its finding (I82)."""
    found = Finding()
    for visit in Visit.objects.filter(state="submitted").prefetch_related("answers", "findings", "product"):
        found.rows += 1
        codes = {item.code for item in checklist(visit)}
        bad = {one.item for one in visit.answers.all() if one.value == "bad" and one.item in codes}
        if bad != {one.item for one in visit.findings.all()}:
            found.problems.append(f"Cuộc kiểm tra {visit.code}: lỗi ghi nhận không khớp với phiếu.")
    return found


def install() -> None:
    register("I81", "Mỗi lần bốc thăm kiểm tra bốc lại được đúng như cũ", draws_repeat)
    register("I82", "Mỗi mục không đạt có một lỗi ghi nhận", faults_became_findings)
    register("I15", "Mỗi vụ việc có tin báo và một đơn vị phụ trách", every_case_has_its_reports)
    register("I25", "Cách liên hệ của người báo được xóa đúng hạn", contacts_erased_in_time)
