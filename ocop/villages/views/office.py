"""The offices' side of craft villages."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.villages.actions import villages as actions
from ocop.villages.enums import Kind
from ocop.villages.forms import villages as forms
from ocop.villages.models import Village
from ocop.villages.policies import villages as policies
from ocop.villages.queries import villages as queries
from ocop.villages.views.frames import form_page, sheet_response, step_page

MANAGE = Permission.VILLAGES_MANAGE
MACHINE = MACHINES["village"]
COLUMNS = [
    Column("Tên"),
    Column("Loại"),
    Column("Nơi"),
    Column("Chủ thể", numeric=True),
    Column("Trạng thái"),
]


@guard(MANAGE)
def villages(request: HttpRequest) -> HttpResponse:
    """By name; the address holds the filters.  # queries: 8"""
    mine = Village.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    found = queries.with_numbers(queries.filtered(mine, request.GET))
    page = keyset_page(request, found, key="sort_key")
    held, recognised = queries.reach(mine, today())
    export_url = f"{reverse('villages:export')}?{request.GET.urlencode()}"
    context = {
        "rows": [{"village": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "loai", "tinh_trang")},
        "kinds": Kind.choices,
        "states": [(key, state.label) for key, state in MACHINE.states.items()],
        "held": held,
        "recognised": recognised,
        "actions": [
            Button("Thêm làng nghề", reverse("villages:new"), "primary", "plus-lg"),
            Button("Nhãn hiệu", reverse("villages:marks"), "secondary", "patch-check"),
            Button("Du lịch", reverse("villages:points"), "secondary", "signpost-split"),
            Button("Nhập từ Excel", reverse("villages:lang-nghe-intake"), "secondary", "upload"),
            Button("Nhập nghệ nhân", reverse("villages:nghe-nhan-intake"), "secondary", "upload"),
            Button("Xuất Excel", export_url, "secondary", "download"),
        ],
    }
    return render(request, "villages/villages.html", context)


@guard(MANAGE)
def export(request: HttpRequest) -> HttpResponse:
    """# queries: 4"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Village.objects.visible_to(acting), request.GET)
    return sheet_response(queries.export(found, office=acting.office), "lang-nghe.xlsx")


def visible(request: HttpRequest, code: str) -> Village:
    rows = Village.objects.select_related("unit__parent", "trade")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(MANAGE)
def village(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 13"""
    one = visible(request, code)
    context = {
        "village": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "links": queries.links_of(one),
        "artisans": one.artisans.all(),  # type: ignore[attr-defined]
        "points": one.tourism_points.all(),  # type: ignore[attr-defined]
        "marks": queries.marks_of_place(one, today()),
        "happenings": happenings(one)[:30],
        "actions": _buttons(one, request),
        "crumbs": [Crumb("Làng nghề", reverse("villages:villages")), Crumb(one.code)],
    }
    return render(request, "villages/village.html", context)


def _facts(one: Village) -> list[Fact]:
    return [
        Fact("Loại", one.get_kind_display()),
        Fact("Nghề", one.trade.name if one.trade else ""),
        Fact("Nơi", one.where),
        Fact("Công nhận", one.recognised_words, missing="Chưa có quyết định"),
        *([Fact("Thôi công nhận từ", f"{one.withdrawn_on:%d/%m/%Y}")] if one.withdrawn_on else []),
        Fact("Số hộ làm nghề", one.households or ""),
        Fact("Nguồn", one.source),
        Fact("Giới thiệu", one.story),
    ]


def _buttons(one: Village, request: HttpRequest) -> list[Button]:
    by = request.acting  # type: ignore[attr-defined]
    icons = {"recognise": "award", "withdraw": "x-octagon"}
    found = []
    for name in MACHINE.moves_from(one.state):
        why = allowed(policies.check_can_move, one, name, by=by)
        url = reverse("villages:move", args=[one.code, name])
        found.append(Button(MACHINE.moves[name].label, url, "secondary", icons[name], reason=why.reason))
    for label, name, icon in (
        ("Sửa", "edit", "pencil"),
        ("Gắn chủ thể", "link", "person-check"),
        ("Ghi nghệ nhân", "artisan", "person-badge"),
    ):
        found.append(Button(label, reverse(f"villages:{name}", args=[one.code]), "secondary", icon))
    return found


@guard(MANAGE)
@once
def new(request: HttpRequest) -> HttpResponse:
    """# queries: 8"""
    form = forms.VillageForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.add_village(data=form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã thêm. Ghi quyết định công nhận nếu đã có.")
            return redirect(made)
    back = reverse("villages:villages")
    return form_page(request, form, title="Thêm làng nghề", submit="Thêm", back=back)


@guard(MANAGE)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_keep(one, by=by)
    initial = {name: getattr(one, name) for name in actions.FIELDS} | {"trade": one.trade or ""}
    form = forms.EditVillageForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_village(village=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lưu.")
            return redirect(one)
    return form_page(request, form, title="Sửa làng nghề", submit="Lưu", back=one.get_absolute_url())


@guard(MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The title is given or taken.  # queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can_move(one, name, by=by)
    form = (forms.RecogniseForm if name == "recognise" else forms.WithdrawForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act = actions.recognise if name == "recognise" else actions.withdraw_title
            act(village=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect(one)
    label = MACHINE.moves[name].label
    lead = (
        "Danh hiệu hiện công khai cùng số quyết định." if name == "recognise" else "Làng thôi hiện công khai."
    )
    back = one.get_absolute_url()
    return step_page(request, form, title=label, submit="Ghi", back=back, lead=lead, subject=one.name)


@guard(MANAGE)
@once
def link(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_keep(one, by=by)
    form = forms.LinkForm(posted(request), acting=by, initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.link_producer(village=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã gắn chủ thể.")
            return redirect(one)
    return form_page(
        request, form, title="Gắn chủ thể", submit="Gắn", back=one.get_absolute_url(), lead=one.name
    )


@guard(MANAGE)
@once
def unlink(request: HttpRequest, code: str, producer: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    held = queries.links_of(one).filter(producer__code=producer[:20]).first()
    if held is None:
        raise Http404
    held.village = one
    policies.check_can_unlink(held, by=by)
    form = forms.ReasonlessForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.unlink_producer(link=held, by=by, at=now())
        messages.success(request, "Đã gỡ.")
        return redirect(one)
    lead = "Từ hôm nay chủ thể không còn tính cho làng; những ngày trước vẫn tính."
    title = f"Gỡ {held.producer}"
    return step_page(
        request, form, title=title, submit="Gỡ", back=one.get_absolute_url(), lead=lead, subject=one.name
    )


@guard(MANAGE)
@once
def artisan(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_keep(one, by=by)
    form = forms.ArtisanForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.keep_artisan(village=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã ghi nghệ nhân.")
            return redirect(one)
    return form_page(
        request, form, title="Ghi nghệ nhân", submit="Ghi", back=one.get_absolute_url(), lead=one.name
    )
