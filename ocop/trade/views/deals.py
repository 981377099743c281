"""Deals: list, beginning one, its page, signing, confirming, dates to look again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.documents.actions import accept_upload
from ocop.documents.enums import SCANS, FileKind
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.matching.wording import number
from ocop.trade.actions import deals as actions
from ocop.trade.forms.buyers import WordsForm
from ocop.trade.forms.deals import FollowUpForm, OpenForm, TermsForm
from ocop.trade.models import Buyer, Deal, Need
from ocop.trade.policies import deals as policies
from ocop.trade.queries import portfolio, sheets
from ocop.trade.views.tables import Filter, Line, Listing, as_file, asked, show

SEES = (P.TRADE_BUY, P.TRADE_OFFER, P.TRADE_VIEW)
MACHINE = MACHINES["deal"]
STATES = [("", "Tất cả"), *((key, state.label) for key, state in MACHINE.states.items())]


def _filtered(request: HttpRequest) -> tuple[Any, dict[str, str]]:
    found = Deal.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    values = asked(request, "q", "tinh_trang")
    if values["tinh_trang"] in MACHINE.states:
        found = found.filter(state=values["tinh_trang"])
    if values["q"]:
        found = found.filter(subject__icontains=values["q"])
    return found.select_related("buyer", "producer"), values


@guard(*SEES)
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first.  # queries: 4"""
    found, values = _filtered(request)
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True)
    lines = [Line(one.get_absolute_url(), one.subject, _cells(one), state_badge(one)) for one in page.rows]
    export_ = Button(
        "Xuất Excel", f"{reverse('trade:deals-export')}?{request.GET.urlencode()}", icon="download"
    )
    filters = (
        Filter("q", "Nội dung", values["q"]),
        Filter("tinh_trang", "Trạng thái", values["tinh_trang"], STATES),
    )
    columns = ("Nội dung", "Nhà phân phối", "Chủ thể", "Ngày ký", "Giá trị (đồng)", "Trạng thái")
    lead = "Trao đổi, bản ghi nhớ, hợp đồng giữa nhà phân phối và chủ thể."
    page_ = Listing("Giao dịch", lead, columns, lines, page, filters, [export_], numeric=("Giá trị (đồng)",))
    return show(request, page_)


def _cells(one: Deal) -> list[str]:
    signed = f"{one.signed_on:%d/%m/%Y}" if one.signed_on else "Chưa ký"
    return [one.buyer.name, one.producer.name, signed, number(one.value) if one.value else "–"]


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """The rows of the list.  # queries: 4"""
    found, _ = _filtered(request)
    return as_file(sheets.deals(found, office=request.acting.office), "giao-dich")  # type: ignore[attr-defined]


@guard(P.TRADE_BUY, P.TRADE_OFFER)
@once
def open_deal(request: HttpRequest) -> HttpResponse:
    """A buyer asks about a product, or a producer offers one for a need.  # queries: 9"""
    if not request.GET.get("san-pham"):  # the address alone, without what it was about
        return redirect("trade:portfolio" if request.acting.buyer_id else "trade:offers")  # type: ignore[attr-defined]
    by, on = request.acting, today()  # type: ignore[attr-defined]
    product, need, buyer = _about(request, on)
    start = {"subject": need.title if need else f"Cung ứng {product.name}"}
    form = OpenForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            deal = actions.open_deal(
                buyer=buyer,
                producer=product.producer,
                products=[product],
                need=need,
                by=by,
                at=now(),
                **form.cleaned_data,
            )
            messages.success(request, "Đã gửi. Bên kia nhận được tin.")
            return redirect(deal)
    context = {
        "form": form,
        "title": "Bắt đầu trao đổi",
        "lead": f"{product.name} – {product.producer.name}",
        "facts": [Fact("Nhà phân phối", buyer.name), Fact("Sản phẩm", product.name)],
        "back": reverse("trade:needs"),
        "submit": "Gửi",
    }
    return render(request, "trade/form.html", context)


def _about(request: HttpRequest, on: Any) -> tuple[Product, Need | None, Buyer]:
    """Which product, for which need, of which buyer: all three such as this person may see."""
    by = request.acting  # type: ignore[attr-defined]
    code, asked_need = request.GET.get("san-pham", ""), request.GET.get("nhu-cau", "")
    need = (
        get_visible_or_404(Need.objects.select_related("buyer"), by, code=asked_need) if asked_need else None
    )
    if by.buyer_id:
        product = portfolio.product_of(code.replace("\x00", ""), on)
        if product is None:
            raise Http404
        return product, need, get_visible_or_404(Buyer, by, pk=by.buyer_id)
    if need is None:
        raise Http404
    own = Product.objects.select_related("producer")
    return get_visible_or_404(own, by, code=code), need, need.buyer


def _deal(request: HttpRequest, code: str) -> Deal:
    rows = Deal.objects.select_related("buyer__unit", "producer__unit", "need", "meeting__conference", "file")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(*SEES)
def deal(request: HttpRequest, code: str) -> HttpResponse:
    """One deal with its products and their standing today.  # queries: 11"""
    one, by, on = _deal(request, code), request.acting, today()  # type: ignore[attr-defined]
    products = list(Product.objects.filter(deal_lines__deal=one).order_by("pk"))
    fine = set(sellable_on(on, Product.objects.filter(deal_lines__deal=one)).values_list("pk", flat=True))
    context = {
        "deal": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "products": [{"product": product, "fine": product.pk in fine} for product in products],
        "happenings": happenings(one),
        "actions": _buttons(one, by),
        "may_confirm": bool(allowed(policies.check_can_confirm, one, by=by)),
        "crumbs": [Crumb("Giao dịch", reverse("trade:deals")), Crumb(one.code)],
    }
    return render(request, "trade/deal.html", context)


def _facts(one: Deal) -> list[Fact]:
    def when(day: Any) -> str:
        return f"{day:%d/%m/%Y}" if day else ""

    sides = {"Nhà phân phối": one.buyer_confirmed_at, "chủ thể": one.producer_confirmed_at}
    confirmed = ", ".join(f"{side} {'đã' if at else 'chưa'} xác nhận" for side, at in sides.items())
    signed = one.signed_on is not None
    return [
        Fact("Nhà phân phối", one.buyer.name),
        Fact("Chủ thể", one.producer.name),
        Fact("Nhu cầu", one.need.title if one.need else "", missing="Không từ nhu cầu nào"),
        *([Fact("Gặp tại", one.meeting.conference.name)] if one.meeting else []),
        Fact("Ngày ký", when(one.signed_on), missing="Chưa ký"),
        Fact("Số văn bản", one.document_no, missing="Chưa ghi"),
        Fact("Giá trị", f"{number(one.value)} đồng" if one.value else "", missing="Chưa ghi"),
        Fact("Thời hạn đến hết", when(one.until_on), missing="Chưa ghi"),
        *([Fact("Xác nhận", confirmed)] if signed else []),
        Fact(
            "Hẹn xem lại",
            " ".join(filter(None, (when(one.follow_up_on), one.follow_up_note))),
            missing="Không hẹn",
        ),
        *([Fact("Lý do kết thúc", one.end_reason)] if one.end_reason else []),
    ]


def _buttons(one: Deal, by: Any) -> list[Button]:
    buttons = []
    for name in MACHINE.moves_from(one.state):
        why = allowed(policies.check_can_move, one, name, by=by)
        if why.code == "deal.side":
            return []
        url = reverse("trade:deal-move", args=[one.code, name])
        kind = "primary" if name in ("sign", "deliver") else "secondary"
        buttons.append(Button(MACHINE.moves[name].label, url, kind, "", why.reason))
    if not MACHINE.states[one.state].final:
        buttons.append(
            Button("Hẹn xem lại", reverse("trade:deal-follow-up", args=[one.code]), icon="calendar-event")
        )
    return buttons


@guard(*SEES)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Signing with its terms, ending with its reason.  # queries: 10"""
    one, by = _deal(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can_move(one, name, by=by)
    signing = name in policies.SIGNED
    form = (
        TermsForm(posted(request), request.FILES or None, move=name)
        if signing
        else WordsForm(posted(request))
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            words = data.pop("words", "")
            terms = data | {"file": _scan(data.pop("papers", []), by)} if signing else None
            actions.move(deal=one, name=name, words=words, terms=terms, by=by, at=now())
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect(one)
    label = MACHINE.moves[name].label
    context = {
        "form": form,
        "title": label,
        "lead": one.subject,
        "back": one.get_absolute_url(),
        "submit": label,
        "upload": signing,
    }
    return render(request, "trade/form.html", context)


def _scan(uploads: list[Any], by: Any) -> Any:
    if not uploads:
        return None
    return accept_upload(upload=uploads[0], kind=FileKind.SCAN, by=by, at=now(), allow=SCANS, field="papers")


@require_POST
@guard(P.TRADE_BUY, P.TRADE_OFFER)
@once
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The other side stands behind what was signed."""
    actions.confirm(deal=_deal(request, code), by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đã xác nhận.")
    return redirect("trade:deal", code=code)


@guard(*SEES)
@once
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """A day on which both sides are reminded.  # queries: 8"""
    one, by = _deal(request, code), request.acting  # type: ignore[attr-defined]
    policies.side_of(one, by)
    start = {"follow_up_on": one.follow_up_on, "follow_up_note": one.follow_up_note}
    form = FollowUpForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            actions.plan_follow_up(
                deal=one, on=data["follow_up_on"], note=data["follow_up_note"], by=by, at=now()
            )
            return redirect(one)
    context = {"form": form, "title": "Hẹn xem lại", "lead": one.subject, "back": one.get_absolute_url()}
    return render(request, "trade/form.html", context)
