"""Distributors: applying, the office's list and check, and one's own page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on, signed_in
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.trade.actions import buyers as actions
from ocop.trade.enums import BuyerKind
from ocop.trade.forms.buyers import ApplicationForm, ContactForm, WordsForm
from ocop.trade.models import Buyer
from ocop.trade.policies import buyers as policies
from ocop.trade.policies.sides import check_acts_for_buyer
from ocop.trade.queries import sheets
from ocop.trade.views.tables import Filter, Line, Listing, as_file, asked, show

MACHINE = MACHINES["buyer"]
STATES = [("", "Tất cả"), *((key, state.label) for key, state in MACHINE.states.items())]
ICONS = {
    "verify": "check-circle",
    "refuse": "x-octagon",
    "suspend": "pause-circle",
    "restore": "check-circle",
}


@signed_in
@once
def apply(request: HttpRequest) -> HttpResponse:
    """Anyone who signed in may apply for a firm.  # queries: 7"""
    by = request.acting  # type: ignore[attr-defined]
    form = ApplicationForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            actions.apply(papers=data.pop("papers"), data=data, by=by, at=now())
            messages.success(
                request, "Đã gửi. Khi cơ quan xác minh xong, ông/bà sẽ nhận tin và vào việc được ngay."
            )
            return redirect("trade:mine")
    context = {
        "form": form,
        "title": "Đăng ký nhà phân phối",
        "lead": "Siêu thị, chuỗi cửa hàng, sàn thương mại điện tử, doanh nghiệp xuất khẩu, khách sạn, nhà hàng.",
        "back": reverse("work:start"),
        "submit": "Gửi đăng ký",
        "upload": True,
    }
    return render(request, "trade/form.html", context)


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What became of the own application, in any state; without one: to the form.  # queries: 8"""
    held = Buyer.objects.filter(seats__person=request.user).order_by("-created_at").select_related("unit")
    buyer = held.first()
    return _page(request, buyer, own=True) if buyer else redirect("trade:apply")


def _filtered(request: HttpRequest) -> Any:
    found = Buyer.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    values = asked(request, "q", "loai", "tinh_trang")
    if values["loai"] in BuyerKind.values:
        found = found.filter(kind=values["loai"])
    if values["tinh_trang"] in MACHINE.states:
        found = found.filter(state=values["tinh_trang"])
    for word in sheets.folded(values["q"]):
        found = found.filter(search_key__contains=word)
    return found.select_related("unit"), values


@guard(P.TRADE_MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The office's queue.  # queries: 6"""
    found, values = _filtered(request)
    page = keyset_page(request, found, key="sort_key")
    lines = [
        Line(
            one.get_absolute_url(),
            one.name,
            [one.get_kind_display(), one.tax_code, one.unit.full_name],
            state_badge(one),
        )
        for one in page.rows
    ]
    kinds = [("", "Tất cả"), *BuyerKind.choices]
    return show(
        request,
        Listing(
            "Nhà phân phối",
            "Siêu thị, chuỗi cửa hàng, sàn, doanh nghiệp xuất khẩu đã đăng ký mua sản phẩm OCOP.",
            ("Nhà phân phối", "Loại", "Mã số thuế", "Nơi xác minh", "Trạng thái"),
            lines,
            page,
            (
                Filter("q", "Tên, mã số thuế", values["q"]),
                Filter("loai", "Loại", values["loai"], kinds),
                Filter("tinh_trang", "Trạng thái", values["tinh_trang"], STATES),
            ),
            (
                Button(
                    "Xuất Excel",
                    f"{reverse('trade:buyers-export')}?{request.GET.urlencode()}",
                    icon="download",
                ),
            ),
            empty="Chưa có nhà phân phối nào như vậy.",
        ),
    )


@guard(P.TRADE_MANAGE)
def export(request: HttpRequest) -> HttpResponse:
    """The rows of the list.  # queries: 5"""
    found, _ = _filtered(request)
    return as_file(sheets.buyers(found, office=request.acting.office), "nha-phan-phoi")  # type: ignore[attr-defined]


@guard(P.TRADE_MANAGE, P.TRADE_BUY)
def buyer(request: HttpRequest, code: str) -> HttpResponse:
    """One distributor, for itself and the office.  # queries: 10"""
    found = get_visible_or_404(Buyer.objects.select_related("unit"), request.acting, code=code)  # type: ignore[attr-defined]
    return _page(request, found, own=request.acting.buyer_id == found.pk)  # type: ignore[attr-defined]


def _page(request: HttpRequest, one: Buyer, *, own: bool) -> HttpResponse:
    office = request.acting.may(P.TRADE_MANAGE)  # type: ignore[attr-defined]
    context = {
        "buyer": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "papers": one.papers.select_related("file"),
        "happenings": happenings(one),
        "actions": _buttons(one, request, own),
        "own": own,
        "office": office,
        "crumbs": [Crumb("Nhà phân phối", reverse("trade:buyers")), Crumb(one.name)] if office else [],
    }
    return render(request, "trade/buyer.html", context)


def _facts(one: Buyer) -> list[Fact]:
    return [
        Fact("Loại", one.get_kind_display()),
        Fact("Mã số thuế", one.tax_code),
        Fact("Nơi xác minh", one.unit.full_name),
        Fact("Địa chỉ trụ sở", one.address),
        Fact("Trang web", one.website, missing="Không có"),
        Fact("Giới thiệu", one.about, missing="Chưa ghi"),
        Fact("Người liên hệ", f"{one.contact_name}, {one.phone}, {one.email}"),
        Fact("Chủ thể thấy liên hệ", "Có" if one.share_contact and one.state == "verified" else "Không"),
    ]


def _buttons(one: Buyer, request: HttpRequest, own: bool) -> list[Button]:
    by = request.acting  # type: ignore[attr-defined]
    buttons = []
    if own and allowed(check_acts_for_buyer, one, by=by):
        buttons.append(Button("Sửa liên hệ", reverse("trade:buyer-edit", args=[one.code]), icon="pencil"))
    for name in MACHINE.moves_from(one.state):
        why = allowed(policies.check_can_move, one, name, by=by)
        if why.code in ("permission", "trade.unit"):
            continue
        url = reverse("trade:buyer-move", args=[one.code, name])
        kind = "primary" if name == "verify" else "secondary"
        buttons.append(Button(MACHINE.moves[name].label, url, kind, ICONS.get(name, ""), why.reason))
    return buttons


@signed_in
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step with its words; applicants may withdraw.  # queries: 9"""
    by = request.acting  # type: ignore[attr-defined]
    seen = Buyer.objects.select_related("unit")
    own = seen.filter(code=code[:20], seats__person=request.user, seats__ended_at=None).first()
    one = own or get_visible_or_404(seen, by, code=code)
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can_move(one, name, by=by)
    form = WordsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move(buyer=one, name=name, words=form.cleaned_data["words"], by=by, at=now())
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect("trade:mine") if own else redirect(one)
    context = {
        "form": form,
        "title": MACHINE.moves[name].label,
        "lead": one.name,
        "facts": _facts(one),
        "back": reverse("trade:mine") if own else one.get_absolute_url(),
        "submit": MACHINE.moves[name].label,
    }
    return render(request, "trade/form.html", context)


@guard(P.TRADE_BUY)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Contact and whether producers see it.  # queries: 7"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Buyer.objects.select_related("unit"), by, code=code)
    form = ContactForm(posted(request), initial={name: getattr(one, name) for name in actions.DETAILS})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit(buyer=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lưu.")
            return redirect(one)
    context = {"form": form, "title": "Sửa liên hệ", "lead": one.name, "back": one.get_absolute_url()}
    return render(request, "trade/form.html", context)
