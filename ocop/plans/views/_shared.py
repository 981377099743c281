"""What several pages of plans need: the plan asked for, the way back, its buttons and facts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.plans.models import Plan
from ocop.plans.policies import plans as policies

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def the_plan(request: HttpRequest, code: str) -> Plan:
    rows = Plan.objects.select_related("unit", "upper__unit", "follows__unit", "file")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


def crumbs(plan: Plan | None = None, *further: Crumb) -> list[Crumb]:
    rows = [Crumb("Kế hoạch", reverse("plans:plans"))]
    if plan:
        rows.append(Crumb(f"{plan.unit.full_name}, {plan.years}", plan.get_absolute_url()))
    return [*rows, *further]


def sheet_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def buttons(plan: Plan, by: Acting) -> list[Button]:
    """What this office may do now; a step that is refused says why."""
    excel = Button("Tải Excel", reverse("plans:workbook", args=[plan.code]), icon="download")
    if not by.may(P.PLAN_MANAGE) or by.unit is None or by.unit.pk != plan.unit_id:
        return [excel]
    return [*_steps(plan, by), excel]


def _steps(plan: Plan, by: Acting) -> list[Button]:
    def step(label: str, name: str, kind: str = "secondary", icon: str = "", reason: str = "") -> Button:
        return Button(label, reverse("plans:move", args=[plan.code, name]), kind, icon, reason)

    if plan.state == "draft":
        why = allowed(policies.check_can_submit, plan, by=by)
        return [step("Trình ban hành", "submit", "primary", "send", why.reason)]
    if plan.state == "submitted":
        return [step("Ban hành", "issue", "primary", "check-circle"), step("Trả về soạn tiếp", "return")]
    if plan.state == "issued":
        why = allowed(policies.check_can_amend, plan, by=by)
        url = reverse("plans:amend", args=[plan.code])
        return [
            Button("Điều chỉnh", url, "secondary", "pencil", why.reason),
            step("Tổng kết", "close", icon="archive"),
        ]
    return []


def facts(plan: Plan) -> list[Fact]:
    period = plan.of_period
    return [
        Fact("Đơn vị", plan.unit.address),
        Fact("Giai đoạn", f"{period.name} ({period.source})" if period else plan.period),
        Fact("Kế hoạch của", plan.years),
        Fact("Văn bản ban hành", plan.paper, missing="Chưa ban hành"),
        *([Fact("Người ký", plan.signer)] if plan.signer else []),
        Fact("Bản", f"{plan.version}"),
        *([Fact("Hết hiệu lực từ", f"{plan.ended_on:%d/%m/%Y}")] if plan.ended_on else []),
    ]


def above(plan: Plan, by: Acting) -> dict[str, Any]:
    """The plan above: a link for those who may see it."""
    upper = plan.upper
    if upper is None:
        return {}
    seen = Plan.objects.visible_to(by).filter(pk=upper.pk).exists()
    return {
        "upper_words": f"{upper.unit.full_name}: {upper.title}",
        "upper_url": upper.get_absolute_url() if seen else "",
    }
