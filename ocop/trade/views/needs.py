"""Needs: list for all sides, posting, one need with its matches and reasons."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.matching import UNITS
from ocop.rulebook.matching.wording import NAMES, number
from ocop.trade.actions import offers as actions
from ocop.trade.forms.buyers import WordsForm
from ocop.trade.forms.offers import NeedForm
from ocop.trade.models import Buyer, Need
from ocop.trade.policies.offers import check_can_end_need, check_can_post
from ocop.trade.queries import matching, sheets
from ocop.trade.queries.portfolio import listed, paper_names
from ocop.trade.views.tables import Filter, Line, Listing, as_file, asked, show

SEES = (P.TRADE_BUY, P.TRADE_OFFER, P.TRADE_VIEW)
MACHINE = MACHINES["need"]
ICONS = {"meet": "check-circle", "close": "archive"}
STATES = [("", "Tất cả"), *((key, state.label) for key, state in MACHINE.states.items())]


def _filtered(request: HttpRequest) -> tuple[Any, dict[str, str]]:
    found = Need.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    values = asked(request, "q", "tinh_trang")
    if values["tinh_trang"] in MACHINE.states:
        found = found.filter(state=values["tinh_trang"])
    if values["q"]:
        found = found.filter(title__icontains=values["q"])
    return found.select_related("buyer"), values


@guard(*SEES)
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first.  # queries: 5"""
    found, values = _filtered(request)
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True)
    lines = [
        Line(
            one.get_absolute_url(),
            one.title,
            [one.buyer.name, _volume(one), f"{one.until_on:%d/%m/%Y}"],
            state_badge(one),
        )
        for one in page.rows
    ]
    by = request.acting  # type: ignore[attr-defined]
    post = (
        [Button("Đăng nhu cầu mua", reverse("trade:need-post"), "primary", "plus-lg")]
        if by.may(P.TRADE_BUY)
        else []
    )
    fits = (
        [Button("Nhu cầu hợp với mình", reverse("trade:chances"), "primary", "search")]
        if by.may(P.TRADE_OFFER)
        else []
    )
    export_ = Button(
        "Xuất Excel", f"{reverse('trade:needs-export')}?{request.GET.urlencode()}", icon="download"
    )
    filters = (
        Filter("q", "Cần mua gì", values["q"]),
        Filter("tinh_trang", "Trạng thái", values["tinh_trang"], STATES),
    )
    columns = ("Cần mua", "Nhà phân phối", "Sản lượng mỗi tháng", "Nhận chào hàng đến", "Trạng thái")
    lead = "Nhu cầu của nhà phân phối đã xác minh."
    return show(request, Listing("Nhu cầu mua", lead, columns, lines, page, filters, [*post, *fits, export_]))


def _volume(one: Need) -> str:
    return f"{number(one.volume)} {UNITS.get(one.unit, '')}" if one.volume else "Không nêu"


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """The rows of the list.  # queries: 4"""
    found, _ = _filtered(request)
    return as_file(sheets.needs(found, office=request.acting.office), "nhu-cau-mua")  # type: ignore[attr-defined]


@guard(P.TRADE_BUY)
@once
def post(request: HttpRequest) -> HttpResponse:
    """A new need.  # queries: 8"""
    by = request.acting  # type: ignore[attr-defined]
    buyer = get_visible_or_404(Buyer.objects.select_related("unit"), by, pk=by.buyer_id)
    check_can_post(buyer, by=by)
    form = NeedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            need = actions.post_need(buyer=buyer, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã đăng. Dưới đây là sản phẩm hợp nhất, kèm lý do.")
            return redirect(need)
    context = {"form": form, "title": "Đăng nhu cầu mua", "back": reverse("trade:needs"), "submit": "Đăng"}
    return render(request, "trade/form.html", context)


@guard(*SEES)
def need(request: HttpRequest, code: str) -> HttpResponse:
    """What is looked for, and the matches: all for buyer and offices, the own ones for a producer.  # queries: 13"""
    by, on = request.acting, today()  # type: ignore[attr-defined]
    one = get_visible_or_404(Need.objects.select_related("buyer"), by, code=code)
    own = listed(on).filter(product__producer=by.party_id) if by.party_id else None
    shares = one.buyer.share_contact and one.buyer.state == "verified"
    context = {
        "need": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "contact": one.buyer if shares and by.may(P.TRADE_OFFER) else None,
        "found": matching.for_need(one, on, within=own),
        "happenings": happenings(one) if not by.party_id else [],
        "actions": _buttons(one, by),
        "buys": by.may(P.TRADE_BUY),
        "offers": by.may(P.TRADE_OFFER),
        "crumbs": [Crumb("Nhu cầu mua", reverse("trade:needs")), Crumb(one.title)],
    }
    return render(request, "trade/need.html", context)


def _facts(one: Need) -> list[Fact]:
    demand = one.demand
    hard = ", ".join(NAMES[part] for part in demand.required)
    return [
        Fact("Nhà phân phối", one.buyer.name),
        Fact("Sản lượng mỗi tháng", _volume(one)),
        Fact(
            "Giá cao nhất",
            f"{number(one.price)} đồng/{UNITS.get(one.unit, '')}" if one.price else "",
            missing="Không nêu",
        ),
        Fact("Giấy tờ cần có", "; ".join(paper_names(one.papers)), missing="Không nêu"),
        Fact("Mã vạch", "Cần có" if one.gtin else "", missing="Không nêu"),
        Fact("Bắt buộc", hard, missing="Không có điều nào"),
        Fact("Mong muốn", ", ".join(NAMES[part] for part in demand.preferred), missing="Không có điều nào"),
        Fact("Điều kiện khác", one.terms, missing="Không nêu"),
        Fact("Nhận chào hàng đến hết", f"{one.until_on:%d/%m/%Y}"),
    ]


def _buttons(one: Need, by: Any) -> list[Button]:
    if not allowed(check_can_end_need, one, by=by):
        return []
    return [
        Button(MACHINE.moves[name].label, reverse("trade:need-end", args=[one.code, name]), icon=ICONS[name])
        for name in MACHINE.moves_from(one.state)
    ]


@guard(P.TRADE_BUY)
@once
def end(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Found, or no longer looked for.  # queries: 7"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Need.objects.select_related("buyer"), by, code=code)
    check_can_end_need(one, by=by)
    form = WordsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.end_need(need=one, name=name, words=form.cleaned_data["words"], by=by, at=now())
            return redirect(one)
    label = MACHINE.moves[name].label
    context = {
        "form": form,
        "title": label,
        "lead": one.title,
        "back": one.get_absolute_url(),
        "submit": label,
    }
    return render(request, "trade/form.html", context)
