"""Findings with their clock, and advice to suspend or revoke."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.core.templatetags.ocop import vn_date
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import ADVICE, FINDING
from ocop.rulebook.oversight import read_oversight
from ocop.supervision.actions import advices as advice_actions
from ocop.supervision.actions import findings as actions
from ocop.supervision.forms.visits import AdviceForm, AnswerForm, ReasonForm, RejectForm
from ocop.supervision.models import Advice, Finding
from ocop.supervision.policies import findings as policies
from ocop.supervision.queries.visits import filtered_findings
from ocop.supervision.views.step import confirm
from ocop.supervision.views.tabs import tabs
from ocop.supervision.views.visits import READS, SEES, badge_of, crumbs, facts, fetch, link

COLUMNS = [
    Column("Lỗi"),
    Column("Sản phẩm"),
    Column("Thấy gì"),
    Column("Mức"),
    Column("Hạn khắc phục"),
    Column("Trạng thái"),
]
FORMS = {"answer": AnswerForm, "reject": RejectForm}
ACTIONS = {"answer": actions.answer, "accept": actions.accept, "reject": actions.reject}
ADVICE_COLUMNS = [
    Column("Kiến nghị"),
    Column("Sản phẩm"),
    Column("Nội dung"),
    Column("Ngày"),
    Column("Trạng thái"),
]
LEADS = {
    "answer": "Người kiểm tra được báo để xác nhận.",
    "accept": "Lỗi này khép lại; chủ thể được báo.",
    "reject": "Chủ thể được báo lý do và hạn mới.",
}


@guard(*READS)
def listing(request: HttpRequest) -> HttpResponse:
    """The nearest last day first.  # queries: 5"""
    by = request.acting  # type: ignore[attr-defined]
    found = filtered_findings(Finding.objects.visible_to(by), request.GET, today())
    page = keyset_page(request, found.select_related("product__producer", "visit"), key="due_on", kind="day")
    context = {
        "rows": [{"one": one, "badge": badge_of(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "tinh_trang")},
        "states": [("qua-han", "Quá hạn khắc phục"), *((key, s.label) for key, s in FINDING.states.items())],
        "tabs": tabs(request),
    }
    return render(request, "supervision/findings.html", context)


def _fetch(request: HttpRequest, code: str) -> Finding:
    rows = Finding.objects.select_related("product__producer", "visit__case", "visit__unit")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


def _facts(one: Finding) -> list[Fact]:
    item = read_oversight().item(one.item)
    case = one.visit.case
    return [
        Fact("Sản phẩm", one.product.name),
        Fact("Chủ thể", one.product.producer.name),
        Fact("Mục kiểm tra", item.words if item else one.item),
        Fact("Thấy gì", one.words),
        Fact("Mức độ", one.get_severity_display()),
        Fact("Hạn khắc phục", vn_date(one.due_on)),
        *([Fact("Từ tin báo vi phạm", case.code)] if case else []),
        *([Fact("Chủ thể trả lời", one.reply)] if one.reply else []),
        *([Fact("Vì sao chưa đạt", one.reason)] if one.reason else []),
    ]


@guard(*READS)
def finding(request: HttpRequest, code: str) -> HttpResponse:  # queries: 9
    one, by = _fetch(request, code), request.acting  # type: ignore[attr-defined]
    buttons = [
        Button(
            FINDING.moves[name].label,
            reverse("supervision:finding-move", args=[one.code, name]),
            "secondary" if name == "reject" else "primary",
            "x-octagon" if name == "reject" else "check-circle",
            allowed(policies.check_can, one, name, by=by).reason,
        )
        for name in FINDING.moves_from(one.state)
        if by.may(Permission(FINDING.moves[name].permission))
    ]
    context = {
        "finding": one,
        "badge": badge_of(one),
        "facts": _facts(one),
        "happenings": happenings(one),
        "actions": buttons,
        "crumbs": [
            Crumb("Lỗi, khắc phục", reverse("supervision:findings")),
            Crumb(one.visit.code, one.visit.get_absolute_url()),
        ],
    }
    return render(request, "supervision/finding.html", context)


@guard(Permission.INSPECT, Permission.PRODUCT_EDIT)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:  # queries: 9
    one, by = _fetch(request, code), request.acting  # type: ignore[attr-defined]
    if name not in ACTIONS:
        raise Http404
    form = FORMS[name](posted(request)) if name in FORMS else None
    return confirm(
        request,
        act=lambda **given: ACTIONS[name](finding=one, **given),
        done=lambda made: f"Lỗi {made.code}: {made.state_label.lower()}.",
        form=form,
        title=FINDING.moves[name].label,
        submit=FINDING.moves[name].label,
        lead=LEADS[name],
        facts=_facts(one),
        back=one.get_absolute_url(),
        reason=allowed(policies.check_can, one, name, by=by).reason,
    )


@guard(Permission.INSPECT)
@once
def advise(request: HttpRequest, code: str) -> HttpResponse:  # queries: 12
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    return confirm(
        request,
        act=lambda **given: advice_actions.advise(visit=one, **given),
        done=lambda made: "Đã gửi kiến nghị đến cơ quan cấp giấy chứng nhận.",
        form=AdviceForm(posted(request), on=today()),
        title="Kiến nghị",
        submit="Gửi kiến nghị",
        kind="danger",
        lead="Cơ quan cấp giấy chứng nhận xem và quyết định; giấy vẫn có hiệu lực đến khi đó.",
        facts=facts(one),
        back=one.get_absolute_url(),
        crumbs=crumbs(one),
        reason=allowed(policies.check_can_advise, one, by=by, at=now()).reason,
    )


@guard(*SEES)
def advices(request: HttpRequest) -> HttpResponse:  # queries: 5
    by = request.acting  # type: ignore[attr-defined]
    found = Advice.objects.visible_to(by).select_related("certificate__product__producer", "visit")
    page = keyset_page(request, found, key="given_at", kind="moment", descending=True)
    context = {
        "rows": [{"one": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": ADVICE_COLUMNS,
        "tabs": tabs(request),
    }
    return render(request, "supervision/advices.html", context)


def _advice(request: HttpRequest, code: str) -> Advice:
    rows = Advice.objects.select_related(
        "certificate__product__producer", "certificate__unit", "visit", "given_by", "revocation"
    )
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


def _advice_facts(one: Advice) -> list[Fact]:
    return [
        Fact("Kiến nghị", one.get_kind_display()),
        Fact("Giấy chứng nhận", link(one.certificate)),
        Fact("Sản phẩm", one.certificate.product.name),
        Fact("Chủ thể", one.certificate.product.producer.name),
        Fact("Cuộc kiểm tra", link(one.visit)),
        *([Fact("Căn cứ", f"Điều 8, điểm {one.ground}")] if one.ground else []),
        Fact("Kết luận", one.words),
        Fact("Người kiến nghị", one.given_by.full_name if one.given_by else ""),
        *([Fact("Vì sao không làm theo", one.reason)] if one.reason else []),
        *([Fact("Hạn ra quyết định thu hồi", vn_date(one.revocation.due_on))] if one.revocation else []),
    ]


@guard(*SEES)
def advice(request: HttpRequest, code: str) -> HttpResponse:  # queries: 9
    one, by = _advice(request, code), request.acting  # type: ignore[attr-defined]
    buttons = [
        Button(
            ADVICE.moves[name].label,
            reverse("supervision:advice-move", args=[one.code, name]),
            "danger" if name == "take" else "secondary",
            reason=allowed(policies.check_can_settle, one, name, by=by).reason,
        )
        for name in ADVICE.moves_from(one.state)
        if by.may(Permission.CERTIFICATE_REVOKE)
    ]
    context = {
        "advice": one,
        "badge": state_badge(one),
        "facts": _advice_facts(one),
        "happenings": happenings(one),
        "actions": buttons,
        "crumbs": [Crumb("Kiến nghị", reverse("supervision:advices"))],
    }
    return render(request, "supervision/advice.html", context)


@guard(Permission.CERTIFICATE_REVOKE)
@once
def settle(request: HttpRequest, code: str, name: str) -> HttpResponse:  # queries: 10
    one, by = _advice(request, code), request.acting  # type: ignore[attr-defined]
    if name not in ("take", "decline"):
        raise Http404
    act = advice_actions.take if name == "take" else advice_actions.decline
    lead = (
        "Tạm dừng có hiệu lực ngay hôm nay."
        if one.kind == "suspend"
        else "Ghi đề nghị thu hồi; quyết định phải ra trong 15 ngày kể từ ngày kiểm tra."
    )
    return confirm(
        request,
        act=lambda **given: act(advice=one, **given),
        done=lambda made: f"Đã ghi: {ADVICE.moves[name].label.lower()}.",
        form=ReasonForm(posted(request)) if name == "decline" else None,
        title=f"{ADVICE.moves[name].label}: {one.get_kind_display().lower()}",
        submit=ADVICE.moves[name].label,
        kind="danger" if name == "take" else "primary",
        lead=lead if name == "take" else "Người kiến nghị đọc được lý do.",
        facts=_advice_facts(one),
        back=one.get_absolute_url(),
        reason=allowed(policies.check_can_settle, one, name, by=by).reason,
    )
