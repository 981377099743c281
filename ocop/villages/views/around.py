"""The offices' side of marks and tourism."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.villages.actions import around as actions
from ocop.villages.forms import villages as forms
from ocop.villages.models import Mark, Route, TourismPoint
from ocop.villages.policies import villages as policies
from ocop.villages.views.frames import form_page, step_page

MANAGE = Permission.VILLAGES_MANAGE
MARKS = [Column("Tên"), Column("Chủ văn bằng"), Column("Hết hạn"), Column("Sản phẩm đang dùng", numeric=True)]
POINTS = [Column("Tên"), Column("Nơi"), Column("Làng nghề"), Column("Hoạt động từ"), Column("Thôi từ")]


@guard(MANAGE)
def marks(request: HttpRequest) -> HttpResponse:
    """# queries: 6"""
    mine = Mark.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    using = Count("uses", filter=Q(uses__ended_on=None), distinct=True)
    page = keyset_page(request, mine.annotate(using=using), key="sort_key")
    add = Button("Thêm", reverse("villages:new-mark"), "primary", "plus-lg")
    crumbs = [Crumb("Làng nghề", reverse("villages:villages"))]
    context = {"page": page, "columns": MARKS, "actions": [add], "crumbs": crumbs}
    return render(request, "villages/marks.html", context)


@guard(MANAGE)
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 9"""
    one = get_visible_or_404(Mark.objects.all(), request.acting, code=code)  # type: ignore[attr-defined]
    facts = [
        Fact("Loại", one.get_kind_display()),
        Fact("Số văn bằng", one.number),
        Fact("Ngày cấp", f"{one.registered_on:%d/%m/%Y}" if one.registered_on else ""),
        Fact("Hết hạn", f"{one.expires_on:%d/%m/%Y}" if one.expires_on else "", missing="Không ghi hạn"),
        Fact("Chủ văn bằng", one.holder),
        Fact("Vùng", "; ".join(unit.address for unit in one.territory.all())),
    ]
    add = Button("Cho sản phẩm dùng", reverse("villages:use", args=[one.code]), "primary", "plus-lg")
    crumbs = [Crumb("Chỉ dẫn địa lý, nhãn hiệu", reverse("villages:marks")), Crumb(one.code)]
    uses = one.uses.select_related("product__producer")
    context = {"mark": one, "facts": facts, "uses": uses, "actions": [add], "crumbs": crumbs}
    return render(request, "villages/mark.html", context)


@guard(MANAGE)
@once
def new_mark(request: HttpRequest) -> HttpResponse:
    """# queries: 8"""
    form = forms.MarkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            territory = [data.pop("territory")]
            made = actions.add_mark(data=data, territory=territory, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã thêm.")
            return redirect(made)
    back = reverse("villages:marks")
    title = "Thêm chỉ dẫn địa lý, nhãn hiệu"
    return form_page(request, form, title=title, submit="Thêm", back=back, home="marks")


@guard(MANAGE)
@once
def use(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 10"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Mark.objects.all(), by, code=code)
    policies.check_can_keep_mark(one, by=by)
    form = forms.UseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.allow_use(mark=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi.")
            return redirect(one)
    back, title = one.get_absolute_url(), "Cho sản phẩm dùng"
    return form_page(request, form, title=title, submit="Ghi", back=back, lead=str(one), home="marks")


@guard(MANAGE)
@once
def end_use(request: HttpRequest, code: str, product: str) -> HttpResponse:
    """# queries: 10"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Mark.objects.all(), by, code=code)
    held = (
        one.uses.select_related("product", "mark").filter(product__code=product[:20], ended_on=None).first()
    )
    if held is None:
        raise Http404
    policies.check_can_keep_mark(one, by=by)
    form = forms.ReasonlessForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.end_use(use=held, by=by, at=now())
        messages.success(request, "Đã ghi thôi dùng.")
        return redirect(one)
    lead, title = "Từ hôm nay sản phẩm không còn được ghi là dùng dấu hiệu này.", f"Thôi dùng: {held.product}"
    back = one.get_absolute_url()
    return step_page(request, form, title=title, submit="Ghi", back=back, lead=lead, subject=str(one))


@guard(MANAGE)
def points(request: HttpRequest) -> HttpResponse:
    """# queries: 7"""
    acting = request.acting  # type: ignore[attr-defined]
    mine = TourismPoint.objects.visible_to(acting).select_related("unit", "village")
    page = keyset_page(request, mine, key="sort_key")
    routes = Route.objects.filter(unit=acting.unit).prefetch_related("stops__point")
    context = {
        "page": page,
        "columns": POINTS,
        "routes": routes,
        "actions": [
            Button("Thêm điểm", reverse("villages:new-point"), "primary", "plus-lg"),
            Button("Lập tuyến", reverse("villages:new-route"), "secondary", "signpost-split"),
        ],
        "crumbs": [Crumb("Làng nghề", reverse("villages:villages"))],
    }
    return render(request, "villages/points.html", context)


@guard(MANAGE)
@once
def new_point(request: HttpRequest) -> HttpResponse:
    """# queries: 8"""
    form = forms.PointForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.keep_point(data=form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã thêm điểm.")
            return redirect("villages:points")
    back = reverse("villages:points")
    return form_page(request, form, title="Thêm điểm du lịch", submit="Thêm", back=back, home="points")


@guard(MANAGE)
@once
def edit_point(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 10"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(TourismPoint.objects.select_related("unit", "village"), by, code=code)
    initial = {name: getattr(one, name) for name in actions.POINT if name != "producer"}
    initial["village"] = one.village.code if one.village else ""
    form = forms.PointForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.keep_point(data=form.cleaned_data, point=one, by=by, at=now())
            messages.success(request, "Đã lưu.")
            return redirect("villages:points")
    back = reverse("villages:points")
    return form_page(request, form, title="Sửa điểm du lịch", submit="Lưu", back=back, home="points")


@guard(MANAGE)
@once
def new_route(request: HttpRequest) -> HttpResponse:
    """# queries: 8"""
    form = forms.RouteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            codes = data.pop("stops")
            actions.add_route(codes=codes, by=request.acting, at=now(), **data)  # type: ignore[attr-defined]
            messages.success(request, "Đã lập tuyến.")
            return redirect("villages:points")
    back = reverse("villages:points")
    return form_page(request, form, title="Lập tuyến du lịch", submit="Lập", back=back, home="points")
