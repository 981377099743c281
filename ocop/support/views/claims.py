"""Claims: the list with sums, one claim, its steps; for producers and offices alike, each within its scope."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.core.templatetags.ocop import money, vn_date
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import CLAIM
from ocop.support.actions import claims as actions
from ocop.support.forms.claims import FORMS, CheckForm
from ocop.support.models import Claim
from ocop.support.policies import claims as policies
from ocop.support.queries import claims as queries
from ocop.support.queries.money import sums_by_state
from ocop.support.queries.why import of_claim, of_claims
from ocop.support.views.step import confirm
from ocop.support.views.tabs import tabs

COLUMNS = [
    Column("Đề nghị"),
    Column("Sản phẩm"),
    Column("Số tiền", numeric=True),
    Column("Ngày nộp"),
    Column("Trạng thái"),
    Column("Vì sao chưa"),
]
STEPS = {
    "complete": ("check-circle", "Đề nghị trở lại hàng chờ kiểm tra của cơ quan chi."),
    "withdraw": ("arrow-return-left", "Đề nghị dừng tại đây; còn hạn thì nộp lại được."),
    "check": ("check-circle", "Từ lúc này đề nghị đứng trong hàng chờ duyệt."),
    "ask": ("send", "Chủ thể được báo ngay; khi đủ giấy tờ, thứ tự trong hàng tính lại từ đầu."),
    "approve": ("check-circle", "Khoản này được trừ vào kinh phí của năm."),
    "pay": ("check-circle", "Hệ thống chỉ ghi lại khoản kho bạc đã chi, không chuyển tiền."),
    "refuse": ("x-octagon", "Đề nghị được giữ lại cùng lý do; chủ thể được báo ngay."),
}
ACTIONS = {
    "complete": actions.complete,
    "withdraw": actions.withdraw,
    "check": actions.check,
    "ask": actions.ask,
    "approve": actions.approve,
    "pay": actions.record_payment,
    "refuse": actions.refuse,
}
FIRST = ("complete", "check", "approve", "pay")


@guard(Permission.SUPPORT_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """Oldest first, with number and sum of each state.  # queries: 7"""
    acting, at = request.acting, now()  # type: ignore[attr-defined]
    mine = Claim.objects.visible_to(acting)
    found = queries.filtered(mine, request.GET, at).select_related(*queries.RELATED)
    page = keyset_page(request, found, key="filed_at", kind="moment")
    sums = sums_by_state(mine)
    context = {
        "rows": [
            {"one": one, "badge": state_badge(one, public=bool(acting.party_id)), "why": why}
            for one, why in zip(page.rows, of_claims(page.rows, at), strict=True)
        ],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "tinh_trang")},
        "states": [(key, state.label) for key, state in CLAIM.states.items()],
        "sums": [(CLAIM.states[key].label, key, *sums[key]) for key in CLAIM.states if key in sums],
        "tabs": tabs(request),
        "actions": _list_buttons(request),
    }
    return render(request, "support/claims.html", context)


def _list_buttons(request: HttpRequest) -> list[Button]:
    export = f"{reverse('support:export')}?{request.GET.urlencode()}"
    buttons = [Button("Xuất Excel", export, "secondary", "download")]
    if request.acting.may(Permission.SUPPORT_MANAGE):  # type: ignore[attr-defined]
        buttons.append(Button("Nhập khoản đã chi", reverse("support:chi-ho-tro-intake"), icon="upload"))
    return buttons


@guard(Permission.SUPPORT_VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list on screen as a sheet.  # queries: 5"""
    acting, at = request.acting, now()  # type: ignore[attr-defined]
    found = queries.filtered(Claim.objects.visible_to(acting), request.GET, at)
    content = queries.export(found, office=acting.office, at=at)
    response = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = 'attachment; filename="de-nghi-ho-tro.xlsx"'
    return response


def fetch(request: HttpRequest, code: str) -> Claim:
    rows = Claim.objects.select_related(*queries.RELATED, "product__producer", "filed_by")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(Permission.SUPPORT_VIEW)
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """One claim: what it is for, where it hangs, what can be done.  # queries: 12"""
    one = fetch(request, code)
    by = request.acting  # type: ignore[attr-defined]
    context = {
        "claim": one,
        "badge": state_badge(one, public=bool(by.party_id)),
        "facts": facts(one),
        "why": of_claim(one, now()),
        "papers": [(paper, paper in one.had_papers) for paper in one.policy.papers],
        "happenings": happenings(one),
        "actions": _buttons(one, request),
        "crumbs": crumbs(one),
    }
    return render(request, "support/claim.html", context)


def crumbs(one: Claim) -> list[Crumb]:
    return [Crumb("Hỗ trợ, thưởng", reverse("support:claims")), Crumb(one.code, one.get_absolute_url())]


def facts(one: Claim) -> list[Fact]:
    deducted = f" (đã trừ {money(one.deducted)} của hạng cũ)" if one.deducted else ""
    paid = f"{vn_date(one.paid_on)}, {one.paid_document}" if one.paid_on else ""
    behalf = f"{one.filed_by.full_name if one.filed_by else ''}{', nộp thay chủ thể' if one.filed_on_behalf else ''}"
    return [
        Fact("Sản phẩm", one.product.name),
        Fact("Chủ thể", one.producer.name),
        Fact("Được công nhận", f"{one.stars} sao, {one.get_occasion_display().lower()}"),
        Fact("Quyết định", f"{one.decision_text} ngày {vn_date(one.decided_on)}"),
        Fact("Chính sách", one.policy.title),
        Fact("Cơ quan chi", one.payer.full_name),
        Fact("Số tiền", f"{money(one.amount)}{deducted}"),
        Fact("Hạn nộp", vn_date(one.last_day)),
        Fact("Người nộp", behalf),
        *([Fact("Ghi chú của chủ thể", one.note)] if one.note else []),
        *([Fact("Văn bản duyệt", one.approval)] if one.approval else []),
        *([Fact("Đã chi", paid)] if paid else []),
        *([Fact("Lý do", one.reason)] if one.reason else []),
    ]


def _buttons(one: Claim, request: HttpRequest) -> list[Button]:
    """What this person may do now; a refused step says why."""
    by = request.acting  # type: ignore[attr-defined]
    buttons = []
    for name in CLAIM.moves_from(one.state):
        move = CLAIM.moves[name]
        if name not in ACTIONS or not by.may(Permission(move.permission)):
            continue
        if move.permission == "support.manage" and by.unit and by.unit.pk != one.payer_id:
            continue
        why = allowed(policies.check_can, one, name, by=by)
        url = reverse("support:move", args=[one.code, name])
        kind = "primary" if name in FIRST else "secondary"
        buttons.append(Button(move.label, url, kind, STEPS[name][0], reason=why.reason))
    return buttons


@guard(Permission.SUPPORT_CLAIM, Permission.SUPPORT_MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step of one claim.  # queries: 9"""
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    if name not in ACTIONS:
        raise Http404
    why = allowed(policies.check_can, one, name, by=by)
    form = (
        CheckForm(posted(request), papers=one.policy.papers)
        if name == "check"
        else FORMS[name](posted(request))
    )
    return confirm(
        request,
        act=lambda **given: ACTIONS[name](claim=one, **given),
        done=lambda made: f"Đề nghị {made.code}: {made.state_label.lower()}.",
        form=form,
        title=CLAIM.moves[name].label,
        submit=CLAIM.moves[name].label,
        lead=STEPS[name][1],
        kind="danger" if name == "refuse" else "primary",
        facts=facts(one)[:7],
        back=one.get_absolute_url(),
        crumbs=crumbs(one),
        reason=why.reason if request.method != "POST" else "",
    )
