"""What the people of a point do, mostly on a phone: the month's numbers, the shelf, pictures; and who they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.documents.actions import accept_upload
from ocop.documents.enums import PHOTOS, FileKind
from ocop.market.actions import points as actions
from ocop.market.actions import reports, shelves
from ocop.market.forms.points import MonthForm, OperatorForm, PhotosForm, ShelfForm
from ocop.market.models import PointOperator, PointPhoto, ShelfLine
from ocop.market.policies import points as policies
from ocop.market.queries import points as queries
from ocop.market.queries.shelves import shelf_of
from ocop.market.views.points import form_page, point_of
from ocop.rulebook.market import first_of
from ocop.rulebook.validity import add_months

RUNS = (P.MARKET_MANAGE, P.MARKET_REPORT)


@guard(*RUNS)
@once
def month(request: HttpRequest, code: str) -> HttpResponse:
    """Three numbers; last month's stand beside them.  # queries: 7"""
    one, by, on = point_of(request, code), request.acting, today()  # type: ignore[attr-defined]
    policies.check_can_report(one, by=by)
    told = queries.reports_of(one, 1)
    wanted = add_months(told[0].month, 1) if told else add_months(first_of(on), -1)
    initial = {"month": min(wanted, first_of(on)).isoformat()}
    form = MonthForm(posted(request), on=on, last=told[0] if told else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            said = form.cleaned_data
            reports.report_month(point=one, month=said["month"], data=said, by=by, at=now())
            messages.success(request, f"Đã ghi số liệu tháng {said['month']:%m/%Y}. Xin cảm ơn.")
            return redirect(one)
    lead = f"{one.name}. Ba con số của một tháng; báo lại tháng đã báo là sửa."
    return form_page(
        request, form, title="Báo số liệu tháng", lead=lead, submit="Gửi số liệu", back=one.get_absolute_url()
    )


@guard(*RUNS)
@once
def shelf(request: HttpRequest, code: str) -> HttpResponse:
    """What stands there, what has to leave, one more product.  # queries: 15"""
    one, by = point_of(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_change_shelf(one, by=by)
    form = ShelfForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            line = shelves.put_on_shelf(point=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã thêm {line.product.name}, {line.stars} sao.")
            return redirect("market:point-shelf", code=code)
    return render(request, "market/shelf.html", {"point": one, "form": form, "shelf": shelf_of(one, today())})


@require_POST
@guard(*RUNS)
@once
def take_off(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    line = get_object_or_404(
        ShelfLine.objects.select_related("product"), point=point_of(request, code), pk=pk
    )
    shelves.take_off_shelf(line=line, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, f"Đã bỏ {line.product.name} khỏi kệ.")
    return redirect("market:point-shelf", code=code)


@guard(*RUNS)
@once
def photos(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 7"""
    one, by, at = point_of(request, code), request.acting, now()  # type: ignore[attr-defined]
    policies.check_can_change_shelf(one, by=by)
    form = PhotosForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            for upload in form.uploads:
                file = accept_upload(upload=upload, kind=FileKind.PHOTO, by=by, at=at, allow=PHOTOS)
                actions.add_photo(point=one, file=file, caption=form.cleaned_data["caption"], by=by, at=at)
            messages.success(request, "Đã thêm ảnh.")
            return redirect(one)
    return form_page(
        request,
        form,
        title="Thêm ảnh",
        lead=one.name,
        submit="Gửi ảnh",
        back=one.get_absolute_url(),
        upload=True,
    )


@require_POST
@guard(*RUNS)
@once
def drop_photo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    one = point_of(request, code)
    photo = get_object_or_404(PointPhoto.objects.select_related("file", "point__unit"), point=one, pk=pk)
    actions.remove_photo(photo=photo, by=request.acting, at=now())  # type: ignore[attr-defined]
    return redirect(one)


@guard(P.MARKET_MANAGE)
@once
def operators(request: HttpRequest, code: str) -> HttpResponse:
    """Name somebody who reports for the point.  # queries: 8"""
    one, by = point_of(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = OperatorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            held = actions.name_operator(point=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"{held.person.full_name} nay báo số liệu cho điểm này.")
            return redirect(one)
    lead = f"{one.name}. Người này chỉ thấy và báo số liệu của điểm được giao."
    return form_page(
        request, form, title="Cử người vận hành", lead=lead, submit="Cử", back=one.get_absolute_url()
    )


@require_POST
@guard(P.MARKET_MANAGE)
@once
def end_operator(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    one = point_of(request, code)
    held = get_object_or_404(PointOperator.objects.select_related("point__unit", "person"), point=one, pk=pk)
    actions.end_operator(held=held, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, f"{held.person.full_name} thôi vận hành điểm này.")
    return redirect(reverse("market:point", args=[code]))
