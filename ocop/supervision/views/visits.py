"""Checks on the spot: list, one visit with both versions of the product, asking for one, starting and cancelling."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ocop.core.clock import now, today
from ocop.core.components import Badge, Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.core.templatetags.ocop import vn_date
from ocop.core.text import words
from ocop.products.models import Product
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import VISIT
from ocop.supervision.actions import visits as actions
from ocop.supervision.forms.visits import ReasonForm, VisitForm
from ocop.supervision.models import Case, Finding, Visit
from ocop.supervision.policies import findings as advice_rules
from ocop.supervision.policies import visits as policies
from ocop.supervision.queries import visits as queries
from ocop.supervision.queries.spot import both_versions, range_of
from ocop.supervision.views.step import confirm
from ocop.supervision.views.tabs import tabs

SEES = (Permission.INSPECT, Permission.SUPERVISE)
READS = (*SEES, Permission.PRODUCT_EDIT)
COLUMNS = [
    Column("Mã"),
    Column("Sản phẩm"),
    Column("Loại"),
    Column("Ngày kiểm tra"),
    Column("Số lỗi", numeric=True),
    Column("Trạng thái"),
]
FOUND = 20


@guard(*READS)
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first.  # queries: 5"""
    by = request.acting  # type: ignore[attr-defined]
    found = queries.with_findings(queries.filtered_visits(Visit.objects.visible_to(by), request.GET))
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True)
    context = {
        "rows": [{"one": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "tinh_trang")},
        "states": [(key, state.label) for key, state in VISIT.states.items()],
        "tabs": tabs(request),
        "actions": _list_buttons(request),
    }
    return render(request, "supervision/visits.html", context)


def _list_buttons(request: HttpRequest) -> list[Button]:
    by = request.acting  # type: ignore[attr-defined]
    if by.party_id:
        return []
    export = f"{reverse('supervision:visits-export')}?{request.GET.urlencode()}"
    buttons = [Button("Xuất Excel", export, "secondary", "download")]
    if by.may(Permission.INSPECT):
        buttons.append(
            Button("Nhập kết quả mẫu", reverse("supervision:mau-thu-nghiem-intake"), icon="upload")
        )
    if by.may(Permission.SUPERVISE):
        buttons.insert(0, Button("Kiểm tra đột xuất", reverse("supervision:find"), "primary", "plus-lg"))
    return buttons


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:  # queries: 5
    by = request.acting  # type: ignore[attr-defined]
    content = queries.export(
        queries.filtered_visits(Visit.objects.visible_to(by), request.GET), office=by.office
    )
    response = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = 'attachment; filename="kiem-tra.xlsx"'
    return response


def fetch(request: HttpRequest, code: str) -> Visit:
    rows = Visit.objects.select_related(*queries.RELATED)
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


def link(record: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)


def badge_of(one: Finding) -> Badge:
    if one.state == "open" and one.due_on < today():
        return Badge("Quá hạn khắc phục", "danger", "exclamation-triangle")
    return state_badge(one)


def crumbs(one: Visit) -> list[Crumb]:
    return [Crumb("Kiểm tra", reverse("supervision:visits")), Crumb(one.code, one.get_absolute_url())]


@guard(*READS)
def visit(request: HttpRequest, code: str) -> HttpResponse:
    """What was asked, answered and found; the range of the producer; both versions of a product that changed.

    # queries: 18
    """
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    context = {
        "visit": one,
        "badge": state_badge(one),
        "facts": facts(one),
        "topics": queries.form_rows(one) if one.state in ("working", "submitted") else [],
        "both": both_versions(one),
        "range": range_of(one.product, today()),
        "photos": one.photos.select_related("file").prefetch_related("file__copies"),
        "office": not by.party_id,
        "findings": [{"one": f, "badge": badge_of(f)} for f in one.findings.all()],
        "lab": one.lab_results.all(),
        "advices": [] if by.party_id else [{"one": a, "badge": state_badge(a)} for a in one.advices.all()],
        "happenings": [] if by.party_id else happenings(one),
        "actions": [] if by.party_id else buttons(one, request),
        "crumbs": crumbs(one),
    }
    return render(request, "supervision/visit.html", context)


def facts(one: Visit) -> list[Fact]:
    known = one.known
    return [
        Fact("Sản phẩm", known.get("name") or one.product.name),
        Fact("Chủ thể", known.get("producer") or one.product.producer.name),
        Fact("Địa chỉ", known.get("address") or one.product.producer.address, missing="Không ghi"),
        Fact("Loại kiểm tra", one.get_kind_display()),
        *([Fact("Vì sao được chọn", queries.why_words(one) or "Bốc thăm")] if one.plan_id else []),
        *([Fact("Vụ việc", link(one.case))] if one.case else []),
        *([Fact("Ngày dự kiến", vn_date(one.planned_on))] if one.planned_on else []),
        *([Fact("Người kiểm tra", one.inspector.full_name)] if one.inspector else []),
        *([Fact("Ngày kiểm tra", vn_date(one.visited_on))] if one.visited_on else []),
        *([Fact("Làm việc với", one.met)] if one.met else []),
        *([Fact("Nhận xét", one.summary)] if one.summary else []),
    ]


def buttons(one: Visit, request: HttpRequest) -> list[Button]:
    """By state; refused ones say why."""
    by, found = request.acting, []  # type: ignore[attr-defined]
    inspects = by.may(Permission.INSPECT)
    if one.state == "planned" and inspects:
        why = allowed(policies.check_can_start, one, by=by)
        found.append(Button("Bắt đầu kiểm tra", _url("start", one), "primary", "clipboard-check", why.reason))
    if one.state == "planned" and by.may(Permission.SUPERVISE):
        why = allowed(policies.check_can_cancel, one, by=by)
        found.append(Button("Hủy cuộc kiểm tra", _url("cancel", one), "secondary", "x-octagon", why.reason))
    if one.state == "working" and inspects:
        why = allowed(policies.check_can_fill, one, by=by)
        found.append(Button("Mở phiếu kiểm tra", _url("form", one), "primary", "clipboard-check", why.reason))
    if one.state in ("working", "submitted") and inspects:
        found.append(Button("Ghi kết quả mẫu", _url("lab", one), "secondary", "plus-lg"))
    if one.state == "submitted" and inspects:
        why = allowed(advice_rules.check_can_advise, one, by=by, at=now())
        found.append(Button("Kiến nghị", _url("advise", one), "danger", "flag", why.reason))
    return found


def _url(name: str, one: Visit) -> str:
    return reverse(f"supervision:visit-{name}", args=[one.code])


@guard(Permission.SUPERVISE)
def find(request: HttpRequest) -> HttpResponse:
    """Which product: by name, within the own place.  # queries: 4"""
    by, asked = request.acting, request.GET.get("q", "")  # type: ignore[attr-defined]
    found = Product.objects.visible_to(by).select_related("producer", "unit")
    for word in words(asked[:100])[:4]:
        found = found.filter(search_key__contains=word)
    context = {
        "asked": asked,
        "products": list(found[:FOUND]) if words(asked) else [],
        "crumbs": [Crumb("Kiểm tra", reverse("supervision:visits"))],
    }
    return render(request, "supervision/visit_find.html", context)


@guard(Permission.SUPERVISE)
@once
def plan(request: HttpRequest, product: str) -> HttpResponse:
    """Ask for one check; `?vu-viec=` ties it to a case of misuse.  # queries: 9"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Product.objects.select_related("producer"), by, code=product)
    case_code = request.GET.get("vu-viec", "")
    case = get_visible_or_404(Case, by, code=case_code, product=one) if case_code else None
    return confirm(
        request,
        act=lambda **given: actions.plan_visit(product=one, case=case, **given),
        done=lambda made: f"Đã lập cuộc kiểm tra {made.code}; người kiểm tra đã được báo.",
        form=VisitForm(posted(request)),
        title="Lập cuộc kiểm tra",
        submit="Lập cuộc kiểm tra",
        facts=[
            Fact("Sản phẩm", one.name),
            Fact("Chủ thể", one.producer.name),
            *([Fact("Vụ việc", f"{case.code}: {case.get_kind_display()}")] if case else []),
        ],
        back=case.get_absolute_url() if case else reverse("supervision:visits"),
        reason=allowed(policies.check_can_plan, one, by=by).reason,
    )


@guard(Permission.INSPECT)
@once
def start(request: HttpRequest, code: str) -> HttpResponse:  # queries: 9
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    return confirm(
        request,
        act=lambda **given: actions.start(visit=one, **given),
        done=lambda made: "Mở phiếu khi còn mạng; sau đó ghi được cả khi mất mạng.",
        title="Bắt đầu kiểm tra",
        submit="Bắt đầu",
        lead="Phiếu ghi lại sản phẩm đúng như lúc này. Từ đây chỉ ông/bà ghi kết quả của cuộc này.",
        facts=facts(one),
        back=one.get_absolute_url(),
        reason=allowed(policies.check_can_start, one, by=by).reason,
    )


@guard(Permission.SUPERVISE)
@once
def cancel(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    return confirm(
        request,
        act=lambda **given: actions.cancel(visit=one, **given),
        done=lambda made: "Đã hủy cuộc kiểm tra; lý do được giữ.",
        form=ReasonForm(posted(request)),
        title="Hủy cuộc kiểm tra",
        submit="Hủy cuộc kiểm tra",
        kind="danger",
        facts=facts(one),
        back=one.get_absolute_url(),
        reason=allowed(policies.check_can_cancel, one, by=by).reason,
    )
