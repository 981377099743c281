"""Reporting misuse by anyone, and following what became of it. No sign-in, no puzzle, no script needed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ocop.core.acting import Acting
from ocop.core.clock import now, today
from ocop.core.guards import posted, public, refusals_on
from ocop.core.idempotency import once
from ocop.products.models import Product
from ocop.supervision import limits, senders
from ocop.supervision.actions import misuse as actions
from ocop.supervision.forms.misuse import PhotosForm, ReportForm, opened_mark
from ocop.supervision.models import Report
from ocop.supervision.policies.misuse import MOST_PHOTOS
from ocop.supervision.queries.misuse import product_of, product_of_certificate
from ocop.supervision.queries.standing import public_standing

MINE = "my_reports"  # in the session: reports that this browser sent, which may still get pictures
MOST_MINE = 20


@public
@once
def report(request: HttpRequest) -> HttpResponse:
    """The form; what was typed always stays.  # queries: 4"""
    product = _product(request)
    form = ReportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _sent(request, form, product)
    context = {"form": form, "product": product, "opened": opened_mark(request.POST.get("opened", ""))}
    return senders.mark_device(request, render(request, "supervision/report.html", context))


def _sent(request: HttpRequest, form: ReportForm, product: Product | None) -> HttpResponse:
    at, by = now(), _visitor(request)
    traces = limits.traces(senders.address_of(request), senders.device_of(request), at)
    made = actions.give_report(data={**form.cleaned_data, "product": product}, traces=traces, by=by, at=at)
    _tell_refused(request, actions.add_photos(report=made, uploads=form.cleaned_data["photos"], by=by, at=at))
    request.session[MINE] = [*request.session.get(MINE, []), made.code][-MOST_MINE:]
    return redirect("misuse:standing", code=made.code)


def _tell_refused(request: HttpRequest, sentences: list[str]) -> None:
    for sentence in sentences:
        messages.warning(request, sentence)


def _visitor(request: HttpRequest) -> Acting:
    """Reports are nobody's official act: also somebody signed in reports as a visitor."""
    return Acting(on=today(), key="visitor")


def _product(request: HttpRequest) -> Product | None:
    """By the product's code or by the code on a certificate; an unknown one is no hindrance."""
    asked = request.POST if request.method == "POST" else request.GET
    return product_of(asked.get("san-pham", "")) or product_of_certificate(asked.get("ma", ""))


def _report(code: str) -> Report:
    found = Report.objects.select_related("case__unit", "case__product").filter(code=code[:20].upper())
    if "\x00" in code or not (one := found.first()):
        raise Http404
    return one


@public
def standing(request: HttpRequest, code: str) -> HttpResponse:
    """Receipt, and later the answer; the unguessable code is the key.  # queries: 3"""
    one = _report(code)
    mine = one.code in request.session.get(MINE, []) and one.case.state != "closed"
    left = MOST_PHOTOS - one.photos.count()
    context = {
        "report": one,
        "standing": public_standing(one),
        "steps": [_("Đã nhận"), _("Đang xác minh"), _("Có kết luận"), _("Đã trả lời")],
        "photos": MOST_PHOTOS - left,
        "form": PhotosForm() if mine and left > 0 else None,
    }
    return render(request, "supervision/standing.html", context)


@require_POST
@public
@once
def add_photos(request: HttpRequest, code: str) -> HttpResponse:
    """More pictures from the browser that sent the report."""
    one = _report(code)
    if one.code not in request.session.get(MINE, []):
        raise Http404
    form = PhotosForm(request.POST, request.FILES)
    if form.is_valid():
        uploads = form.cleaned_data["photos"][:MOST_PHOTOS]
        refused = actions.add_photos(report=one, uploads=uploads, by=_visitor(request), at=now())
        _tell_refused(request, refused)
        if len(uploads) > len(refused):
            messages.success(request, _("Đã nhận ảnh."))
    else:
        _tell_refused(request, [error for errors in form.errors.values() for error in errors])
    return redirect("misuse:standing", code=one.code)
