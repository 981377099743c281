"""Points of sale in the work area: list, one point, making, changing, moving it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.clock import now, today
from ocop.core.components import Badge, Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.market.actions import points as actions
from ocop.market.enums import PointKind
from ocop.market.forms.points import MovePointForm, PointForm, initial_of
from ocop.market.models import Point
from ocop.market.policies import points as policies
from ocop.market.queries import points as queries
from ocop.market.queries.shelves import shelf_of
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES

SEES = (P.MARKET_MANAGE, P.MARKET_REPORT, P.INSPECT)
MACHINE = MACHINES["point"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    Column("Điểm bán"),
    Column("Loại"),
    Column("Người vận hành"),
    Column("Nơi"),
    Column("Báo gần nhất"),
    Column("Trạng thái"),
]
SILENT = Badge("Im lặng", "warning", "exclamation-triangle")
ICONS = {"open": "check-circle", "suspend": "pause-circle", "resume": "check-circle", "close": "x-octagon"}
EFFECTS = {
    "open": "Điểm hiện trên trang công khai “Điểm bán”, và ở mục nơi bán của từng sản phẩm trên kệ.",
    "suspend": "Điểm rời trang công khai cho tới khi mở lại; không tính im lặng trong thời gian nghỉ.",
    "resume": "Điểm trở lại trang công khai.",
    "close": "Điểm rời mọi danh sách công khai và không mở lại được; số liệu đã báo vẫn giữ.",
}


def point_of(request: HttpRequest, code: str) -> Point:
    rows = Point.objects.select_related("unit", "former", "producer")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined, no-any-return]


@guard(*SEES)
def points(request: HttpRequest) -> HttpResponse:
    """By name; the address holds the filters.  # queries: 6"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    found = queries.filtered(Point.objects.visible_to(acting), request.GET, on)
    page = keyset_page(request, found.select_related("unit", "producer"), key="sort_key")
    quiet = set(
        queries.silent(Point.objects.filter(pk__in=[p.pk for p in page.rows]), on).values_list(
            "pk", flat=True
        )
    )
    context = {
        "rows": [
            {"point": one, "badge": state_badge(one), "silent": SILENT if one.pk in quiet else None}
            for one in page.rows
        ],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "loai", "tinh_trang")},
        "kinds": PointKind.choices,
        "states": [
            (queries.SILENT, "Im lặng"),
            *((key, state.label) for key, state in MACHINE.states.items()),
        ],
        "actions": _list_buttons(acting, request.GET.urlencode()),
    }
    return render(request, "market/points.html", context)


def _list_buttons(acting: Acting, asked: str) -> list[Button]:
    export = Button("Xuất Excel", f"{reverse('market:points-export')}?{asked}", "secondary", "download")
    if not acting.may(P.MARKET_MANAGE):
        return [export]
    bring = Button("Nhập Excel", reverse("market:diem-ban-intake"), "secondary", "upload")
    return [Button("Thêm điểm", reverse("market:point-add"), "primary", "plus-lg"), bring, export]


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """The list on screen as a sheet.  # queries: 6"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    found = queries.filtered(Point.objects.visible_to(acting), request.GET, on)
    return xlsx(queries.export(found, office=acting.office, on=on), "diem-ban")


def xlsx(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@guard(*SEES)
def point(request: HttpRequest, code: str) -> HttpResponse:
    """One point with shelf, months and pictures.  # queries: 20"""
    one, on = point_of(request, code), today()
    by = request.acting  # type: ignore[attr-defined]
    may_report = allowed(policies.check_can_report_or_plan, one, by=by)
    context = {
        "point": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "since": queries.silence(one, on),
        "shelf": shelf_of(one, on),
        "reports": queries.reports_of(one),
        "photos": queries.photos_of(one),
        "operators": one.operators.filter(ended_at=None).select_related("person"),
        "manages": bool(allowed(policies.check_can_edit, one, by=by)),
        "may_report": bool(may_report) and one.state != "closed",
        "happenings": happenings(one),
        "actions": _buttons(one, by),
        "crumbs": [Crumb("Điểm bán", reverse("market:points")), Crumb(one.name)],
    }
    return render(request, "market/point.html", context)


def _facts(one: Point) -> list[Fact]:
    money = f"{one.support:,.0f}".replace(",", ".") + " đồng" if one.support is not None else ""
    support = (
        f"{money}, đến hết {one.support_until:%d/%m/%Y}; {queries.survival_words(one, today())}"
        if money
        else ""
    )
    opened = f"{one.opened_on:%d/%m/%Y}" if one.opened_on else ""
    known = f"chưa rõ; nguồn cho biết đã hoạt động từ {one.active_from:%d/%m/%Y}" if one.active_from else ""
    recognised = " ".join(part for part in (one.recognised_no, _days(one)) if part)
    rows = [
        ("Loại", one.get_kind_display()),
        ("Người vận hành", one.run_by),
        ("Địa chỉ", one.where),
        ("Đơn vị phụ trách", one.unit.full_name),
        ("Khai trương", opened or known),
        ("Giờ mở cửa", one.hours),
        ("Công nhận", recognised),
        ("Hỗ trợ", support),
    ]
    extra = [
        ("Đóng cửa", f"{one.closed_on:%d/%m/%Y}" if one.closed_on else ""),
        ("Nguồn công bố", one.source),
        ("Ghi chú", one.note),
    ]
    return [Fact(*row) for row in rows] + [Fact(*row) for row in extra if row[1]]


def _days(one: Point) -> str:
    first = f"ngày {one.recognised_on:%d/%m/%Y}" if one.recognised_on else ""
    last = f"đến hết {one.recognised_until:%d/%m/%Y}" if one.recognised_until else ""
    return " ".join(part for part in (first, last) if part)


def _buttons(one: Point, by: Acting) -> list[Button]:
    """What the state allows; refused ones of this office say why."""
    found = []
    if allowed(policies.check_can_report, one, by=by) and one.state != "closed":
        found.append(
            Button("Báo số liệu tháng", reverse("market:point-month", args=[one.code]), "primary", "pencil")
        )
    if not by.may(P.MARKET_MANAGE):
        return found
    edit = allowed(policies.check_can_edit, one, by=by)
    if one.state != "closed":
        found.append(
            Button(
                "Sửa thông tin",
                reverse("market:point-edit", args=[one.code]),
                "secondary",
                "pencil",
                edit.reason,
            )
        )
    for name in MACHINE.moves_from(one.state):
        why = allowed(policies.check_can_move, one, name, by=by)
        url = reverse("market:point-move", args=[one.code, name])
        found.append(Button(MACHINE.moves[name].label, url, "secondary", ICONS[name], why.reason))
    return found


@guard(P.MARKET_MANAGE)
@once
def add(request: HttpRequest) -> HttpResponse:
    """# queries: 8"""
    by = request.acting  # type: ignore[attr-defined]
    form = PointForm(posted(request), own_unit=by.unit)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.create_point(data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lập điểm. Việc tiếp theo: thêm hàng lên kệ, rồi khai trương.")
            return redirect(made)
    return form_page(request, form, title="Thêm điểm bán", submit="Lập điểm", back=reverse("market:points"))


@guard(P.MARKET_MANAGE)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 9"""
    one, by = point_of(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = PointForm(posted(request), own_unit=by.unit, initial=initial_of(one))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_point(point=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lưu.")
            return redirect(one)
    return form_page(
        request, form, title="Sửa điểm bán", lead=one.name, submit="Lưu", back=one.get_absolute_url()
    )


@guard(P.MARKET_MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Open, pause, open again, close: with the day, and what follows.  # queries: 8"""
    one, by = point_of(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can_move(one, name, by=by)
    label, asks = MACHINE.moves[name].label, MACHINE.moves[name].needs_reason
    form = MovePointForm(posted(request), needs_reason=asks, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move_point(point=one, name=name, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi: {label.lower()}.")
            return redirect(one)
    return form_page(
        request,
        form,
        title=label,
        lead=f"{one.name}. {EFFECTS[name]}",
        submit=label,
        back=one.get_absolute_url(),
    )


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    upload: bool = False,
    **more: Any,
) -> HttpResponse:
    """The one page of the market's forms: words, fields in their order, one button."""
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "submit": submit,
        "back": back,
        "upload": upload,
        **more,
    }
    return render(request, "market/form.html", context)
