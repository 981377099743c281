"""The yearly plan: list, draw, one plan with everybody picked and why, giving it out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.core.templatetags.ocop import vn_datetime
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import INSPECTION_PLAN
from ocop.rulebook.oversight import read_oversight
from ocop.supervision.actions import plans as actions
from ocop.supervision.forms.visits import PlanForm
from ocop.supervision.models import InspectionPlan
from ocop.supervision.policies import visits as policies
from ocop.supervision.queries.visits import PICKED, why_words, with_findings
from ocop.supervision.views.step import confirm
from ocop.supervision.views.tabs import tabs

SEES = (Permission.INSPECT, Permission.SUPERVISE)
COLUMNS = [
    Column("Kế hoạch"),
    Column("Năm"),
    Column("Đơn vị"),
    Column("Số cuộc", numeric=True),
    Column("Trạng thái"),
]
PICK_COLUMNS = [
    Column("Sản phẩm"),
    Column("Chọn theo"),
    Column("Điểm", numeric=True),
    Column("Vì sao"),
    Column("Trạng thái"),
]
LEADS = {
    "give": "Người kiểm tra được báo và bắt đầu làm được.",
    "close": "Kế hoạch kết thúc; kết quả giữ nguyên.",
}


@guard(*SEES)
def listing(request: HttpRequest) -> HttpResponse:  # queries: 5
    by = request.acting  # type: ignore[attr-defined]
    page = keyset_page(
        request,
        InspectionPlan.objects.visible_to(by).select_related("unit").defer("candidates"),
        key="drawn_at",
        kind="moment",
        descending=True,
    )
    new = Button("Lập kế hoạch năm", reverse("supervision:new-plan"), "primary", "plus-lg")
    context = {
        "rows": [{"one": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "tabs": tabs(request),
        "actions": [new] if by.may(Permission.SUPERVISE) else [],
    }
    return render(request, "supervision/plans.html", context)


@guard(Permission.SUPERVISE)
@once
def create(request: HttpRequest) -> HttpResponse:  # queries: 14
    year, rules = today().year, read_oversight()
    first = {
        "year": year,
        "title": f"Kế hoạch kiểm tra năm {year}",
        "size": 20,
        "percent": rules.least_random,
    }
    signs = ", ".join(one.words for one in rules.weights.values())
    return confirm(
        request,
        act=actions.draw_plan,
        done=lambda made: f"Đã bốc {made.visits.count()} cuộc; xem lại rồi giao.",
        form=PlanForm(posted(request), initial=first),
        title="Lập kế hoạch kiểm tra năm",
        submit="Chọn và bốc thăm",
        lead=f"Phần rủi ro tính điểm từ: {signs}. Phần còn lại bốc thăm trong số chưa được chọn.",
        back=reverse("supervision:plans"),
    )


@guard(*SEES)
def plan(request: HttpRequest, code: str) -> HttpResponse:  # queries: 10
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(InspectionPlan.objects.select_related("unit"), by, code=code)
    visits = with_findings(one.visits.order_by("picked_by", "-points", "pk"))
    context = {
        "plan": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "rows": [
            {"one": v, "badge": state_badge(v), "picked": PICKED[v.picked_by], "why": why_words(v)}
            for v in visits
        ],
        "columns": PICK_COLUMNS,
        "happenings": happenings(one),
        "actions": _buttons(one, by),
        "crumbs": [Crumb("Kế hoạch kiểm tra", reverse("supervision:plans"))],
    }
    return render(request, "supervision/plan.html", context)


def _facts(one: InspectionPlan) -> list[Fact]:
    return [
        Fact("Đơn vị lập", one.unit.full_name),
        Fact("Văn bản", one.document, missing="Không ghi"),
        Fact("Số cuộc", f"{one.size}, trong đó ít nhất {one.percent}% bốc thăm"),
        Fact("Số mồi bốc thăm", one.seed),
        Fact("Bốc từ", f"{len(one.candidates)} sản phẩm, lúc {vn_datetime(one.drawn_at)}"),
    ]


def _buttons(one: InspectionPlan, by) -> list[Button]:  # type: ignore[no-untyped-def]
    if not by.may(Permission.SUPERVISE) or by.unit.pk != one.unit_id:
        return []
    return [
        Button(
            INSPECTION_PLAN.moves[name].label,
            reverse("supervision:plan-move", args=[one.code, name]),
            "primary",
            "send" if name == "give" else "check-circle",
            reason=allowed(policies.check_plan_move, one, name, by=by).reason,
        )
        for name in INSPECTION_PLAN.moves_from(one.state)
    ]


@guard(Permission.SUPERVISE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:  # queries: 8
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(InspectionPlan.objects.select_related("unit"), by, code=code)
    if name not in LEADS:
        raise Http404
    return confirm(
        request,
        act=lambda **given: actions.move_plan(plan=one, name=name, **given),
        done=lambda made: f"Đã ghi: {INSPECTION_PLAN.moves[name].label.lower()}.",
        title=INSPECTION_PLAN.moves[name].label,
        submit=INSPECTION_PLAN.moves[name].label,
        lead=LEADS[name],
        facts=_facts(one),
        back=one.get_absolute_url(),
        reason=allowed(policies.check_plan_move, one, name, by=by).reason,
    )
