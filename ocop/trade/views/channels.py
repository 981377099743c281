"""Channels of products: list, one channel with its numbers and papers, what an office has seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.components import Badge, Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.trade.actions import channels as actions
from ocop.trade.enums import ChannelKind
from ocop.trade.forms.deals import ListingForm, MonthForm, PapersForm
from ocop.trade.models import Listing as Channel
from ocop.trade.policies import channels as policies
from ocop.trade.queries import channels as queries
from ocop.trade.queries import sheets
from ocop.trade.views.tables import Filter, Line, Listing, as_file, asked, show

SEES = (P.TRADE_OFFER, P.TRADE_VIEW)
STATES = [
    ("dang-ban", "Đang bán"),
    ("het-hieu-luc", "Sản phẩm hết hiệu lực"),
    ("da-thoi", "Đã thôi"),
    ("tat-ca", "Tất cả"),
]
KINDS = [("", "Tất cả"), *ChannelKind.choices]


@guard(*SEES)
def listing(request: HttpRequest) -> HttpResponse:
    """What is sold where today; lapsed products stand under their own filter.  # queries: 4"""
    by = request.acting  # type: ignore[attr-defined]
    values = asked(request, "q", "kenh", "tinh_trang")
    found = queries.filtered(Channel.objects.visible_to(by), request.GET, today())
    page = keyset_page(request, found, key="listed_on", kind="day", descending=True)
    lines = [Line(one.get_absolute_url(), one.product.name, _cells(one), _badge(one)) for one in page.rows]
    add = _producer_buttons() if by.may(P.TRADE_OFFER) else []
    export_ = Button(
        "Xuất Excel", f"{reverse('trade:listings-export')}?{request.GET.urlencode()}", icon="download"
    )
    filters = (
        Filter("q", "Tên sản phẩm", values["q"]),
        Filter("kenh", "Kênh", values["kenh"], KINDS),
        Filter("tinh_trang", "Tình trạng", values["tinh_trang"] or "dang-ban", STATES),
    )
    columns = ("Sản phẩm", "Chủ thể", "Kênh", "Tên kênh", "Thị trường", "Trang bán")
    lead = "Siêu thị, sàn, mạng xã hội, xuất khẩu. Sản phẩm hết hiệu lực tự ra khỏi danh sách đang bán."
    return show(request, Listing("Kênh bán", lead, columns, lines, page, filters, [*add, export_]))


def _producer_buttons() -> list[Button]:
    return [
        Button("Khai kênh bán", reverse("trade:listing-add"), "primary", "plus-lg"),
        Button("Nhập số bán từ Excel", reverse("trade:so-ban-intake"), icon="upload"),
    ]


def _cells(one: Channel) -> list[str]:
    return [
        one.product.producer.name,
        one.get_kind_display(),
        one.name,
        queries.market_name(one.market) or "Trong nước",
    ]


def _badge(one: Channel) -> Badge:
    if one.verified_at:
        return Badge("Cơ quan đã xem", "success", "check-circle")
    return Badge("Chủ thể khai" if one.link else "Không có trang", "neutral")


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """The rows of the list.  # queries: 3"""
    by = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Channel.objects.visible_to(by), request.GET, today())
    return as_file(sheets.listings(found, office=by.office), "kenh-ban")


@guard(P.TRADE_OFFER)
@once
def add(request: HttpRequest) -> HttpResponse:
    """One more channel.  # queries: 7"""
    by = request.acting  # type: ignore[attr-defined]
    form = ListingForm(posted(request), products=queries.own_products(by))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            one = actions.add_listing(product=data.pop("product"), data=data, by=by, at=now())
            messages.success(request, "Đã khai kênh bán.")
            return redirect(one)
    context = {
        "form": form,
        "title": "Khai kênh bán",
        "back": reverse("trade:listings"),
        "submit": "Khai kênh bán",
    }
    return render(request, "trade/form.html", context)


def _one(request: HttpRequest, pk: int) -> Channel:
    rows = Channel.objects.select_related("product__producer", "product__unit", "verified_by")
    return get_visible_or_404(rows, request.acting, pk=pk)  # type: ignore[attr-defined]


@guard(*SEES)
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """One channel: its page, its numbers, the papers of an export market.  # queries: 6"""
    one, by = _one(request, pk), request.acting  # type: ignore[attr-defined]
    may_change = bool(allowed(policies.check_can_change, one, by=by))
    context = {
        "channel": one,
        "facts": _facts(one),
        "reports": one.reports.all()[:24],
        "checklist": queries.checklist(one),
        "actions": _buttons(one, by, may_change),
        "may_change": may_change,
        "may_verify": bool(allowed(policies.check_can_verify, one, by=by)) and one.verified_at is None,
        "crumbs": [Crumb("Kênh bán", reverse("trade:listings")), Crumb(one.product.name)],
    }
    return render(request, "trade/channel.html", context)


def _facts(one: Channel) -> list[Fact]:
    ended = [Fact("Thôi bán từ", f"{one.ended_at:%d/%m/%Y}")] if one.ended_at else []
    seen = f"{one.verified_at:%d/%m/%Y}" if one.verified_at else ""
    return [
        Fact("Chủ thể", one.product.producer.name),
        Fact("Kênh", one.get_kind_display()),
        Fact("Tên kênh", one.name),
        Fact("Thị trường", queries.market_name(one.market) or "Trong nước"),
        Fact("Địa chỉ trang", one.link, missing="Không có"),
        Fact("Bán từ ngày", f"{one.listed_on:%d/%m/%Y}"),
        Fact("Cơ quan đã mở trang và thấy sản phẩm", seen, missing="Chưa"),
        *ended,
    ]


def _buttons(one: Channel, by: Any, may_change: bool) -> list[Button]:
    if not may_change:
        return []
    report = Button(
        "Báo số bán của tháng", reverse("trade:listing-report", args=[one.pk]), "primary", "graph-up"
    )
    papers = Button("Giấy tờ đã có", reverse("trade:listing-papers", args=[one.pk]), icon="card-checklist")
    return [report, papers] if one.market else [report]


@require_POST
@guard(*SEES)
@once
def change(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """`thoi`: no longer sold there; `da-xem`: an office opened the page and saw the product."""
    one, by = _one(request, pk), request.acting  # type: ignore[attr-defined]
    act = actions.end_listing if what == "thoi" else actions.verify_listing
    act(listing=one, by=by, at=now())
    messages.success(request, "Đã ghi.")
    return redirect(one)


@guard(P.TRADE_OFFER)
@once
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Three numbers of a month.  # queries: 7"""
    one, by = _one(request, pk), request.acting  # type: ignore[attr-defined]
    policies.check_can_change(one, by=by)
    form = MonthForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            numbers = dict(form.cleaned_data)
            actions.report_month(listing=one, month=numbers.pop("month"), numbers=numbers, by=by, at=now())
            messages.success(request, "Đã nhận số bán của tháng.")
            return redirect(one)
    context = {
        "form": form,
        "title": "Báo số bán của tháng",
        "lead": str(one),
        "back": one.get_absolute_url(),
    }
    return render(request, "trade/form.html", context)


@guard(P.TRADE_OFFER)
@once
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the market's papers are there.  # queries: 6"""
    one, by = _one(request, pk), request.acting  # type: ignore[attr-defined]
    policies.check_can_change(one, by=by)
    form = PapersForm(posted(request), listing=one)
    if request.method == "POST" and form.is_valid():
        actions.set_papers(listing=one, papers=form.cleaned_data["papers"], by=by, at=now())
        return redirect(one)
    notes = [f"{paper.name}: {paper.law}. Nguồn: {paper.url}" for paper, _ in queries.checklist(one)]
    context = {
        "form": form,
        "title": "Giấy tờ xuất khẩu đã có",
        "lead": f"{one.product.name} – {queries.market_name(one.market)}",
        "notes": [*notes, "Đọc ngày 22/11/2026; bên nhập khẩu hỏi lại cơ quan của nước họ."],
        "notes_title": "Nguồn của danh sách",
        "back": one.get_absolute_url(),
    }
    return render(request, "trade/form.html", context)
