"""Checks of `ocop check` over reports of misuse."""

from datetime import timedelta

from django.db.models import Count

from ocop.core.checks_registry import Finding, register
from ocop.core.clock import today
from ocop.supervision.models import Case, Report

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


def install() -> None:
    register("I15", "Mỗi vụ việc có tin báo và một đơn vị phụ trách", every_case_has_its_reports)
    register("I25", "Cách liên hệ của người báo được xóa đúng hạn", contacts_erased_in_time)
