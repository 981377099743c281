"""Trade events in the work area: list, one event, making, changing, moving it, its money, its workbook."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.market.actions import events as actions
from ocop.market.enums import EventKind
from ocop.market.forms.events import CostsForm, EventForm, ReasonForm, initial_of
from ocop.market.models import TradeEvent
from ocop.market.policies import events as policies
from ocop.market.queries import events as queries
from ocop.market.queries import stalls as stall_queries
from ocop.market.views.points import form_page, xlsx
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES

SEES = (P.MARKET_MANAGE, P.MARKET_REPORT, P.INSPECT)
MACHINE = MACHINES["trade_event"]
COLUMNS = [
    Column("Sự kiện"),
    Column("Loại"),
    Column("Ngày"),
    Column("Nơi"),
    Column("Gian được chọn", numeric=True),
    Column("Trạng thái"),
]
STALL_COLUMNS = [
    Column("Chủ thể"),
    Column("Số gian"),
    Column("Sản phẩm"),
    Column("Doanh thu (đồng)", numeric=True),
    Column("Trạng thái"),
]
ICONS = {
    "call": "megaphone",
    "announce": "send",
    "settle": "check2-all",
    "start": "flag",
    "finish": "check-circle",
    "record": "archive",
    "close": "lock",
    "cancel": "x-octagon",
}
EFFECTS = {
    "call": "Sự kiện hiện công khai; chủ thể đăng ký gian hàng trong thời gian đã ghi.",
    "announce": "Sự kiện hiện công khai, không nhận đăng ký gian hàng.",
    "settle": "Thôi nhận đăng ký. Mọi chủ thể phải có câu trả lời, mọi gian được chọn phải có số.",
    "start": "Gian hàng báo kết quả được từ lúc này.",
    "finish": "Chờ các gian báo nốt kết quả rồi chốt tổng kết.",
    "record": "Ghi lại một sự kiện đã qua theo nguồn công bố; hiện công khai là đã diễn ra.",
    "close": "Số liệu không đổi nữa.",
    "cancel": "Mọi chủ thể đã đăng ký được báo; trang công khai ghi là đã hủy.",
}


def event_of(request: HttpRequest, code: str) -> TradeEvent:
    return get_visible_or_404(TradeEvent.objects.select_related("unit", "former"), request.acting, code=code)  # type: ignore[attr-defined, no-any-return]


@guard(*SEES)
def events(request: HttpRequest) -> HttpResponse:
    """Newest first; the address holds the filters.  # queries: 4"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    mine = TradeEvent.objects.visible_to(acting)
    found = queries.with_stalls(queries.filtered(mine, request.GET, on).select_related("unit"))
    page = keyset_page(request, found, key="starts_on", kind="day", descending=True)
    context = {
        "rows": [{"event": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "loai", "tinh_trang", "khi")},
        "kinds": EventKind.choices,
        "states": [(key, state.label) for key, state in MACHINE.states.items()],
        "times": ((queries.COMING, "Đang và sắp diễn ra"), (queries.PAST, "Đã qua")),
        "actions": _list_buttons(acting, request.GET.urlencode()),
    }
    return render(request, "market/events.html", context)


def _list_buttons(acting: Acting, asked: str) -> list[Button]:
    export = Button("Xuất Excel", f"{reverse('market:events-export')}?{asked}", "secondary", "download")
    if not acting.may(P.MARKET_MANAGE):
        return [export]
    bring = Button("Nhập số gian, kết quả", reverse("market:gian-hang-intake"), "secondary", "upload")
    return [Button("Thêm sự kiện", reverse("market:event-add"), "primary", "plus-lg"), bring, export]


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """The list on screen as a sheet.  # queries: 5"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    found = queries.filtered(TradeEvent.objects.visible_to(acting), request.GET, on)
    return xlsx(queries.export(found, office=acting.office, on=on), "su-kien")


@guard(*SEES)
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event: for the office its stalls and sums, for a producer its own part.  # queries: 16"""
    one, by, on = event_of(request, code), request.acting, today()  # type: ignore[attr-defined]
    manages = bool(allowed(policies.check_can_manage, one, by=by))
    office = by.party_id is None
    stalls = list(stall_queries.listed(one)) if office else []
    context = {
        "event": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "office": office,
        "stalls": _stall_rows(one, stalls, on),
        "columns": STALL_COLUMNS,
        "sums": _sums(queries.summary(one)) if office else [],
        "costs": one.costs.all() if manages else [],
        "mine": stall_queries.stall_of(one, by.party_id) if not office else None,
        "happenings": happenings(one) if office else [],
        "actions": _buttons(one, by),
        "crumbs": [Crumb("Hội chợ, sự kiện", reverse("market:events")), Crumb(one.name)],
    }
    return render(request, "market/event.html", context)


def _stall_rows(one: TradeEvent, stalls: list[Any], on: Any) -> list[dict[str, Any]]:
    lapsed = stall_queries.lapsed_among(stalls, one, on) if stalls else {}
    return [
        {
            "stall": stall,
            "badge": state_badge(stall),
            "goods": ", ".join(good.product.name for good in stall.brought),
            "lapsed": ", ".join(lapsed.get(stall.pk, [])),
            "sales": stall.told[0].sales if stall.told else None,
        }
        for stall in stalls
    ]


def _facts(one: TradeEvent) -> list[Fact]:
    call = f"{one.call_from:%d/%m/%Y} – {one.call_until:%d/%m/%Y}" if one.call_from else ""
    rows = [
        ("Loại", one.get_kind_display()),
        ("Thời gian", f"{one.starts_on:%d/%m/%Y} – {one.ends_on:%d/%m/%Y} ({one.days} ngày)"),
        ("Địa điểm", one.where),
        ("Đơn vị tổ chức", one.organiser),
        ("Nhận đăng ký gian hàng", call),
        ("Sản phẩm", f"từ {one.least_stars} sao"),
        ("Số gian hàng", one.stalls_planned),
    ]
    extra = [
        ("Điều kiện", one.conditions),
        ("Địa chỉ trang", one.link),
        ("Quy mô theo nguồn", one.size),
        ("Nguồn công bố", one.source),
    ]
    return [Fact(*row) for row in rows] + [Fact(*row) for row in extra if row[1]]


def _sums(found: queries.Summary) -> list[Fact]:
    def money(value: Any) -> str:
        return f"{value:,.0f}".replace(",", ".") + " đồng"

    per = f"{found.per_spent:.1f}".replace(".", ",") if found.per_spent is not None else ""
    return [
        Fact("Gian được chọn", found.stalls),
        Fact("Gian đã báo kết quả", f"{found.told}/{found.stalls}"),
        Fact("Lượt khách ghé gian", found.visitors),
        Fact("Doanh thu", money(found.sales)),
        Fact("Hợp đồng, biên bản ghi nhớ", f"{found.contracts}, {found.memoranda}"),
        Fact("Kinh phí dự kiến", money(found.planned)),
        Fact("Đã chi", money(found.spent)),
        Fact("Doanh thu trên mỗi đồng đã chi", per, missing="Chưa ghi khoản chi"),
    ]


def _buttons(one: TradeEvent, by: Acting) -> list[Button]:
    """What the state allows; refused ones of this office say why. Producers register."""
    if by.party_id is not None:
        why = allowed(policies.check_can_register, one, by=by, at=now())
        url = reverse("market:event-register", args=[one.code])
        return [Button("Đăng ký gian hàng", url, "primary", "pencil", why.reason)]
    sheet = Button(
        "Gian hàng ra Excel", reverse("market:stalls-export", args=[one.code]), "secondary", "download"
    )
    if not by.may(P.MARKET_MANAGE):
        return [sheet]
    edit = allowed(policies.check_can_edit, one, by=by)
    found = (
        [Button("Sửa", reverse("market:event-edit", args=[one.code]), "secondary", "pencil", edit.reason)]
        if edit
        else []
    )
    for name in MACHINE.moves_from(one.state):
        why = allowed(policies.check_can_move, one, name, by=by, at=now())
        url = reverse("market:event-move", args=[one.code, name])
        kind = "danger" if name == "cancel" else "secondary"
        found.append(Button(MACHINE.moves[name].label, url, kind, ICONS[name], why.reason))
    return [*found, sheet]


@guard(P.MARKET_MANAGE)
@once
def add(request: HttpRequest) -> HttpResponse:
    """# queries: 8"""
    by = request.acting  # type: ignore[attr-defined]
    form = EventForm(posted(request), own_unit=by.unit)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.create_event(data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lập sự kiện ở dạng đang soạn; chưa ai khác thấy.")
            return redirect(made)
    return form_page(request, form, title="Thêm sự kiện", submit="Lập sự kiện", back=reverse("market:events"))


@guard(P.MARKET_MANAGE)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 9"""
    one, by = event_of(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = EventForm(posted(request), own_unit=by.unit, initial=initial_of(one))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_event(event=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lưu.")
            return redirect(one)
    return form_page(
        request, form, title="Sửa sự kiện", lead=one.name, submit="Lưu", back=one.get_absolute_url()
    )


@guard(P.MARKET_MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step of the event, with what follows.  # queries: 9"""
    one, by = event_of(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can_move(one, name, by=by, at=now())
    label = MACHINE.moves[name].label
    form = ReasonForm(posted(request), needs_reason=MACHINE.moves[name].needs_reason)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move_event(event=one, name=name, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi: {label.lower()}.")
            return redirect(one)
    lead = f"{one.name}. {EFFECTS[name]}"
    return form_page(request, form, title=label, lead=lead, submit=label, back=one.get_absolute_url())


@guard(P.MARKET_MANAGE)
@once
def costs(request: HttpRequest, code: str) -> HttpResponse:
    """Planned and spent by source of money.  # queries: 8"""
    one, by = event_of(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = CostsForm(posted(request), held=list(one.costs.all()))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_costs(event=one, rows=form.rows, by=by, at=now())
            messages.success(request, "Đã ghi kinh phí.")
            return redirect(one)
    return form_page(
        request, form, title="Kinh phí", lead=one.name, submit="Lưu", back=one.get_absolute_url()
    )
