"""Rounds of registration: the list, one with every unit below against its target, opening, last day, closing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from ocop.recognition.queries.trail import happenings
from ocop.targets import round_rules as rules
from ocop.targets.actions import rounds as actions
from ocop.targets.forms.rounds import CloseRoundForm, LastDayForm, OpenRoundForm
from ocop.targets.models import RegistrationRound
from ocop.targets.papers import round_workbook
from ocop.targets.queries.rounds import Standing, standing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST_COLUMNS = [
    Column("Đợt đăng ký"),
    Column("Đơn vị"),
    Column("Năm"),
    Column("Nhận từ"),
    Column("Đến hết"),
    Column("Trạng thái"),
]
COLUMNS = [
    Column("Đơn vị"),
    Column("Đăng ký trong đợt", numeric=True),
    Column("Đăng ký cả năm", numeric=True),
    Column("Chỉ tiêu", numeric=True),
    Column("Hơn, kém", numeric=True),
]


def _crumbs(*further: Crumb) -> list[Crumb]:
    here = [
        Crumb("Đăng ký năm", reverse("targets:registrations")),
        Crumb("Các đợt", reverse("targets:rounds")),
    ]
    return [*here, *further]


def _round(request: HttpRequest, code: str) -> RegistrationRound:
    rows = RegistrationRound.objects.select_related("unit")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(P.FIGURES_VIEW)
def rounds(request: HttpRequest) -> HttpResponse:  # queries: 5
    acting = request.acting  # type: ignore[attr-defined]
    found = RegistrationRound.objects.visible_to(acting).select_related("unit")
    page = keyset_page(request, found, key="opens_on", kind="day", descending=True)
    new = Button("Mở đợt đăng ký", reverse("targets:open-round"), "primary", "plus-lg")
    context = {
        "page": page,
        "rows": [{"one": one, "badge": state_badge(one)} for one in page.rows],
        "columns": LIST_COLUMNS,
        "actions": [new] if acting.may(P.TARGET_SET) else [],
        "crumbs": _crumbs()[:1],
    }
    return render(request, "targets/rounds.html", context)


@guard(P.FIGURES_VIEW)
def one_round(request: HttpRequest, code: str) -> HttpResponse:
    """Every unit below: registered, target, gap; first of all those with nothing.  # queries: 11"""
    one, by = _round(request, code), request.acting  # type: ignore[attr-defined]
    found = standing(one)
    context = {
        "one": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "standing": found,
        "columns": COLUMNS,
        "happenings": happenings(one),
        "actions": _buttons(one, found, by),
        "crumbs": _crumbs(),
        "mine": by.unit.key if by.unit else "",
    }
    return render(request, "targets/round.html", context)


def _facts(one: RegistrationRound) -> list[Fact]:
    return [
        Fact("Cơ quan mở đợt", one.unit.full_name),
        Fact("Đăng ký cho năm", str(one.year)),
        Fact("Nhận đăng ký", f"{one.opens_on:%d/%m/%Y} – {one.closes_on:%d/%m/%Y}"),
        Fact("Văn bản", one.document),
        *([Fact("Ghi chú", one.note)] if one.note else []),
    ]


def _buttons(one: RegistrationRound, found: Standing, by: Acting) -> list[Button]:
    excel = Button("Tải Excel", reverse("targets:round-workbook", args=[one.code]), icon="download")
    if not allowed(rules.check_office, one.unit, by=by):
        return [excel]
    asked = f"?chi_so=evaluated_in_year&nam={one.year}&tong={max(int(found.target), found.in_year, 1)}"
    share = Button("Phân bổ chỉ tiêu theo đăng ký", reverse("targets:allocate") + asked, icon="table")
    if one.state == "closed":
        return [share, excel]
    why = allowed(rules.check_can_close, one, by=by, at=now())
    close = Button(
        "Chốt danh sách", reverse("targets:close-round", args=[one.code]), "primary", "lock", why.reason
    )
    last = Button("Đổi ngày cuối", reverse("targets:round-last-day", args=[one.code]), icon="calendar-event")
    return [close, last, share, excel]


@guard(P.FIGURES_VIEW)
def workbook(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    one = _round(request, code)
    answer = HttpResponse(round_workbook(one, standing(one)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="dot-dang-ky-{one.code}.xlsx"'
    return answer


@guard(P.TARGET_SET)
@once
def open_round(request: HttpRequest) -> HttpResponse:  # queries: 5
    acting = request.acting  # type: ignore[attr-defined]
    form = OpenRoundForm(posted(request), initial={"year": today().year})
    if form.is_valid():
        with refusals_on(form):
            made = actions.open_round(by=acting, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã mở “{made.name}”.")
            return redirect(made)
    lead = "Ngoài những ngày này, các đơn vị không đăng ký sản phẩm cho năm đó được. Không mở đợt nào thì đăng ký tự do."
    return _form(request, form, acting.unit, "Mở đợt đăng ký", lead, "Mở đợt")


@guard(P.TARGET_SET)
@once
def last_day(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    one, by = _round(request, code), request.acting  # type: ignore[attr-defined]
    form = LastDayForm(posted(request), initial={"closes_on": one.closes_on})
    if form.is_valid():
        with refusals_on(form):
            actions.set_last_day(one=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã đổi ngày cuối.")
            return redirect(one)
    return _form(
        request,
        form,
        one.unit,
        "Đổi ngày cuối",
        one.name,
        "Ghi ngày cuối",
        Crumb(one.name, one.get_absolute_url()),
    )


@guard(P.TARGET_SET)
@once
def close_round(request: HttpRequest, code: str) -> HttpResponse:  # queries: 9
    one, by = _round(request, code), request.acting  # type: ignore[attr-defined]
    form = CloseRoundForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.close_round(one=one, by=by, at=now())
            messages.success(request, "Đã chốt danh sách.")
            return redirect(one)
    lead = "Chốt rồi thì không đăng ký thêm, không rút được; số của từng đơn vị được giữ nguyên."
    return _form(
        request,
        form,
        one.unit,
        "Chốt danh sách",
        lead,
        "Chốt danh sách",
        Crumb(one.name, one.get_absolute_url()),
    )


def _form(
    request: HttpRequest, form: Any, unit: Any, title: str, lead: str, submit: str, *further: Crumb
) -> HttpResponse:
    context = {
        "form": form,
        "unit": unit,
        "title": title,
        "lead": lead,
        "submit": submit,
        "crumbs": _crumbs(*further),
    }
    return render(request, "targets/statement_form.html", context)
