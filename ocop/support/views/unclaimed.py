"""What decisions earned and nobody asked for; and asking for it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.errors import RuleBroken
from ocop.core.guards import get_visible_or_404, guard, posted
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.templatetags.ocop import money, vn_date
from ocop.products.models import Product
from ocop.support.actions import claims as actions
from ocop.support.forms.claims import NoteForm
from ocop.support.models import Claim, Policy
from ocop.support.policies import claims as policies
from ocop.support.queries.awards import Earned, would_earn
from ocop.support.queries.claims import unclaimed
from ocop.support.queries.why import of_entitlement
from ocop.support.views.step import confirm
from ocop.support.views.tabs import tabs

SIZE = 50
COLUMNS = [
    Column("Sản phẩm"),
    Column("Được công nhận"),
    Column("Chính sách"),
    Column("Số tiền", numeric=True),
    Column("Vì sao chưa"),
    Column("Việc", hidden_label=True),
]


@guard(Permission.SUPPORT_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """The nearest last day first.  # queries: 9"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    late = request.GET.get("qua_han") == "1"
    found = unclaimed(acting, on, late=late)
    page = Paginator(found, SIZE).get_page(request.GET.get("trang"))
    context = {
        "rows": [{"one": one, "why": of_entitlement(one, on), "url": _url(one)} for one in page.object_list],
        "may": acting.may(Permission.SUPPORT_CLAIM) and not late,
        "late": late,
        "number": len(found),
        "sum": sum(one.entitlement.amount for one in found),
        "prev_url": f"?trang={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?trang={page.next_page_number()}" if page.has_next() else "",
        "columns": COLUMNS,
        "tabs": tabs(request),
        "actions": [
            Button("Xem khoản còn hạn" if late else "Xem khoản đã quá hạn", "?" if late else "?qua_han=1")
        ],
    }
    return render(request, "support/unclaimed.html", context)


def _url(one: Earned) -> str:
    return reverse("support:file", args=[one.policy.code, one.product.code, one.entitlement.award.key])


@guard(Permission.SUPPORT_CLAIM)
@once
def file_claim(request: HttpRequest, policy: str, product: str, award: str) -> HttpResponse:
    """Ask for one entitlement; what the rules refuse is told before sending, and kept when sent.  # queries: 12"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Product.objects.select_related("producer", "unit"), by, code=product)
    under = get_visible_or_404(Policy.objects.select_related("payer"), by, code=policy)
    found = would_earn(one, under, award, today())
    if found is None:
        raise RuleBroken(f"Theo “{under}”, quyết định này không có khoản hỗ trợ nào.", code="claim.nothing")
    why = allowed(policies.check_may_file, one, by=by)
    back = reverse("support:unclaimed")
    return confirm(
        request,
        act=lambda **given: actions.file_claim(product=one, policy=under, award_key=award, **given),
        done=_told,
        form=NoteForm(posted(request)),
        title="Nộp đề nghị hỗ trợ",
        submit="Nộp đề nghị",
        lead=f"Cơ quan chi là {under.payer.full_name}; việc chi tiền làm ngoài hệ thống.",
        facts=_facts(found),
        back=back,
        crumbs=[Crumb("Hỗ trợ, thưởng", reverse("support:claims")), Crumb("Khoản chưa đề nghị", back)],
        reason=why.reason if request.method != "POST" else "",
    )


def _told(made: Claim) -> str:
    return (
        f"Đề nghị {made.code} bị từ chối: {made.reason}"
        if made.state == "refused"
        else f"Đã nộp {made.code}."
    )


def _facts(found: Earned) -> list[Fact]:
    one = found.entitlement
    papers = "; ".join(found.policy.papers)
    return [
        Fact("Sản phẩm", found.product.name),
        Fact("Chủ thể", found.product.producer.name),
        Fact(
            "Được công nhận", f"{one.award.stars} sao, {one.occasion.words}, {vn_date(one.award.decided_on)}"
        ),
        Fact("Quyết định", found.decision),
        Fact("Chính sách", found.policy.title),
        Fact("Số tiền", money(one.amount)),
        Fact("Hạn nộp", vn_date(one.last_day)),
        *([Fact("Giấy tờ phải có", papers)] if papers else []),
        *([Fact("Điều kiện", found.policy.conditions)] if found.policy.conditions else []),
    ]
