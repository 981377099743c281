"""The offices' side of reports of misuse: queue, one case, conclusions, handing on, export."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.supervision.actions import misuse as actions
from ocop.supervision.enums import Misuse
from ocop.supervision.forms.misuse import MoveForm
from ocop.supervision.models import Case
from ocop.supervision.policies import misuse as policies
from ocop.supervision.queries import misuse as queries

SEES = (Permission.MISUSE_HANDLE, Permission.INSPECT)
COLUMNS = [
    Column("Vụ việc"),
    Column("Loại"),
    Column("Sản phẩm"),
    Column("Đơn vị phụ trách"),
    Column("Số tin báo", numeric=True),
    Column("Nhận lúc"),
    Column("Trạng thái"),
]
MACHINE = MACHINES["misuse"]
ICONS = {
    "look": "search",
    "confirm": "x-octagon",
    "dismiss": "archive",
    "forward": "send",
    "close": "check-circle",
}


@guard(*SEES)
def cases(request: HttpRequest) -> HttpResponse:
    """Newest first; the address holds the filters.  # queries: 6"""
    mine = Case.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    found = queries.filtered(mine, request.GET).select_related("product__producer", "unit")
    page = keyset_page(request, found, key="opened_at", kind="moment", descending=True)
    kept = {name: request.GET.get(name, "") for name in ("q", "loai", "tinh_trang")}
    context = {
        "rows": [{"case": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": kept,
        "kinds": Misuse.choices,
        "states": [(key, state.label) for key, state in MACHINE.states.items()],
        "actions": [
            Button(
                "Xuất Excel",
                f"{reverse('supervision:export')}?{request.GET.urlencode()}",
                "secondary",
                "download",
            )
        ],
    }
    return render(request, "supervision/cases.html", context)


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """The list on screen as a sheet.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Case.objects.visible_to(acting), request.GET)
    content = queries.export(found, office=acting.office)
    response = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = 'attachment; filename="bao-vi-pham.xlsx"'
    return response


def _case(request: HttpRequest, code: str) -> Case:
    rows = Case.objects.select_related("product__producer", "product__unit", "unit")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(*SEES)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One case with everything told about it.  # queries: 12"""
    one = _case(request, code)
    context = {
        "case": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "reports": queries.reports_of(one),
        "alike": [{"case": other, "badge": state_badge(other)} for other in queries.alike(one)],
        "happenings": happenings(one),
        "actions": _buttons(one, request),
        "crumbs": [Crumb("Báo vi phạm", reverse("supervision:cases")), Crumb(one.code)],
        "revoking": _revoking(one, request),
        "visits": one.visits.all(),
    }
    return render(request, "supervision/case.html", context)


def _facts(one: Case) -> list[Fact]:
    product = one.product
    return [
        Fact("Loại", one.get_kind_display()),
        Fact("Sản phẩm", product.name if product else "", missing="Không nêu sản phẩm"),
        Fact("Chủ thể", product.producer.name if product else "", missing="Không rõ"),
        Fact("Đơn vị phụ trách", one.unit.full_name),
        *([Fact("Cơ quan nhận chuyển", one.forwarded_to)] if one.forwarded_to else []),
        *([Fact("Trả lời", one.answer)] if one.answer else []),
    ]


def _buttons(one: Case, request: HttpRequest) -> list[Button]:
    """Only what the state allows; refused ones of this office say why."""
    by = request.acting  # type: ignore[attr-defined]
    if not by.may(Permission.MISUSE_HANDLE):
        return []
    buttons = []
    for name in MACHINE.moves_from(one.state):
        why = allowed(policies.check_can, one, name, by=by)
        url = reverse("supervision:move", args=[one.code, name])
        kind = "primary" if name in ("look", "close") else "secondary"
        buttons.append(Button(MACHINE.moves[name].label, url, kind, ICONS[name], reason=why.reason))
    if one.product and one.state in ("looking", "confirmed") and by.may(Permission.SUPERVISE):
        url = f"{reverse('supervision:plan-visit', args=[one.product.code])}?vu-viec={one.code}"
        buttons.append(Button("Lập cuộc kiểm tra", url, "secondary", "clipboard-check"))
    if allowed(policies.check_can_hand_up, one, by=by):
        buttons.append(
            Button(
                "Chuyển lên cấp trên", reverse("supervision:hand-up", args=[one.code]), "secondary", "send"
            )
        )
    return buttons


def _revoking(one: Case, request: HttpRequest) -> str:
    """Where suspension or revocation is proposed: the certificate's own page, for those who may."""
    by = request.acting  # type: ignore[attr-defined]
    if one.state != "confirmed" or not one.product or not by.may(Permission.CERTIFICATE_REVOKE):
        return ""
    certificate = one.product.certificates.filter(superseded_on=None).first()
    return certificate.get_absolute_url() if certificate else ""


@guard(Permission.MISUSE_HANDLE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step, with its words.  # queries: 8"""
    one, by = _case(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can(one, name, by=by)
    form = MoveForm(posted(request), move=name)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move(case=one, name=name, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect(one)
    return _step(request, one, form, title=MACHINE.moves[name].label)


@guard(Permission.MISUSE_HANDLE)
@once
def hand_up(request: HttpRequest, code: str) -> HttpResponse:
    """The level above takes over.  # queries: 8"""
    one, by = _case(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_hand_up(one, by=by)
    form = MoveForm(posted(request), move="hand_up")
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.hand_up(case=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã chuyển lên cấp trên.")
            return redirect("supervision:cases")
    return _step(request, one, form, title="Chuyển lên cấp trên")


def _step(request: HttpRequest, one: Case, form: MoveForm, *, title: str) -> HttpResponse:
    crumbs = [Crumb("Báo vi phạm", reverse("supervision:cases")), Crumb(one.code, one.get_absolute_url())]
    context = {"case": one, "form": form, "title": title, "facts": _facts(one), "crumbs": crumbs}
    return render(request, "supervision/step.html", context)
