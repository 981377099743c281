"""Pre-check, check answers and submit, receipt, withdrawing; offering and declining a desk dossier."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.dossiers.actions import handing, submitting
from ocop.dossiers.forms.draft import ReasonForm, SubmitForm
from ocop.dossiers.models import Dossier, DossierVersion
from ocop.dossiers.policies import parties
from ocop.dossiers.policies import submitting as rules
from ocop.dossiers.queries.findings import blocking, findings_of, grouped, place_of
from ocop.dossiers.queries.progress import holder_of
from ocop.dossiers.queries.receipt import receipt_of, receipt_pdf
from ocop.dossiers.queries.score import live_score
from ocop.dossiers.queries.summary import answers_of
from ocop.dossiers.views.producer_frame import WRITES, fetch, frame
from ocop.rulebook.completeness import Finding


@guard(*WRITES)
def precheck(request: HttpRequest, code: str) -> HttpResponse:  # queries: 14
    """What is missing, expired or contradictory, each with the place where it is mended."""
    dossier = fetch(request, code)
    findings = findings_of(dossier, today())
    groups = [
        (group, [(one, mend_url(dossier, one)) for one in group.findings]) for group in grouped(findings)
    ]
    context = frame(
        request,
        dossier,
        "Kiểm tra trước khi nộp",
        groups=groups,
        left=len(blocking(findings)),
        score=live_score(dossier),
    )
    return render(request, "dossiers/precheck.html", context)


def mend_url(dossier: Dossier, finding: Finding) -> str:
    sort, key = place_of(finding)
    back = f"?ve={reverse('dossiers:precheck', args=[dossier.code])}"
    if sort in ("criterion", "section"):
        return reverse(f"dossiers:{sort}", args=[dossier.code, key])
    if sort == "evidence":
        return reverse("producers:paper", args=[key])
    if sort == "producer":
        return reverse("producers:edit", args=[dossier.producer.code]) + back
    if sort == "product":
        return reverse("products:product" if not key else "products:edit", args=[dossier.product.code]) + (
            back if key else ""
        )
    return (
        reverse("dossiers:kind", args=[dossier.code])
        if dossier.state in parties.WRITABLE and not dossier.submitted_at
        else dossier.get_absolute_url()
    )


@guard(*WRITES)
@once
def submit(request: HttpRequest, code: str) -> HttpResponse:  # queries: 17
    """Check answers, promise that they are true, hand in. Pressed twice, the second press shows the same receipt."""
    dossier = fetch(request, code)
    by, at = request.acting, now()  # type: ignore[attr-defined]
    form = SubmitForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                submitting.submit(dossier=dossier, by=by, at=at)
            except RuleBroken as refusal:
                if not _already(dossier, refusal):
                    raise
            return redirect("dossiers:receipt", code=code)
    refused = allowed(rules.check_can_submit, dossier, by=by, at=at)
    context = frame(
        request,
        dossier,
        "Xem lại và nộp",
        form=form,
        refused=refused,
        score=live_score(dossier),
        **answers_of(dossier, editable=dossier.state in parties.WRITABLE),
    )
    return render(request, "dossiers/submit.html", context)


def _already(dossier: Dossier, refusal: RuleBroken) -> bool:
    """The twin of this request was first."""
    return (
        refusal.code == "dossier.submit.state"
        and Dossier.objects.filter(pk=dossier.pk, state="submitted").exists()
    )


def _version(request: HttpRequest, dossier: Dossier) -> DossierVersion:
    number = request.GET.get("ban", "")
    versions = dossier.versions.all()
    found = (
        versions.filter(number=int(number)).first()
        if number.isdecimal() and len(number) < 5
        else versions.last()
    )
    if found is None:
        raise Http404("no such version")
    return found


@guard(Permission.DOSSIER_VIEW)
def receipt(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    """Reference, everything handed in with size and hash, who holds it, what comes next. Works from a bookmark."""
    dossier = fetch(request, code)
    version = _version(request, dossier)
    context = frame(
        request,
        dossier,
        "Biên nhận",
        version=version,
        holder=holder_of(dossier, today()),
        **receipt_of(dossier, version),
    )
    return render(request, "dossiers/receipt.html", context)


@guard(Permission.DOSSIER_VIEW)
def receipt_file(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    dossier = fetch(request, code)
    version = _version(request, dossier)
    response = HttpResponse(receipt_pdf(dossier, version), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="bien-nhan-{dossier.code}-ban-{version.number}.pdf"'
    )
    return response


def _with_reason(
    request: HttpRequest, dossier: Dossier, act: Any, done: str, page: dict[str, Any]
) -> HttpResponse:
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(dossier=dossier, reason=form.cleaned_data["reason"], by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect(dossier.get_absolute_url())
    return render(
        request,
        "dossiers/with_reason.html",
        frame(request, dossier, page["title"], form=form, **{k: v for k, v in page.items() if k != "title"}),
    )


@guard(*WRITES)
@once
def withdraw(request: HttpRequest, code: str) -> HttpResponse:  # queries: 6
    dossier = fetch(request, code)
    rules.check_can_withdraw(dossier, by=request.acting, at=now())  # type: ignore[attr-defined]
    lead = "Hồ sơ dừng lại và không mở lại được; bản đã nộp vẫn được lưu. Muốn đánh giá thì lập hồ sơ mới từ hồ sơ này."
    page = {"title": "Rút hồ sơ", "lead": lead, "button": "Rút hồ sơ", "danger": True}
    return _with_reason(request, dossier, handing.withdraw, "Đã rút hồ sơ.", page)


@guard(*WRITES)
@once
def decline(request: HttpRequest, code: str) -> HttpResponse:  # queries: 6
    dossier = fetch(request, code)
    rules.check_can_decline(dossier, by=request.acting, at=now())  # type: ignore[attr-defined]
    lead = "Hồ sơ trở lại bản soạn. Ghi chỗ cần sửa để cán bộ xã sửa giúp, hoặc tự sửa."
    page = {"title": "Chưa đồng ý", "lead": lead, "button": "Gửi lại để sửa", "danger": False}
    return _with_reason(request, dossier, handing.decline, "Đã báo cán bộ xã.", page)


@guard(Permission.DESK_ENTRY)
@once
def offer(request: HttpRequest, code: str) -> HttpResponse:  # queries: 12
    dossier = fetch(request, code)
    by, at = request.acting, now()  # type: ignore[attr-defined]
    parties.check_writes(dossier, by=by)
    if request.method == "POST":
        handing.offer(dossier=dossier, by=by, at=at)
        messages.success(request, "Đã gửi chủ thể xác nhận.")
        return redirect(dossier.get_absolute_url())
    context = frame(
        request, dossier, "Gửi chủ thể xác nhận", left=len(blocking(findings_of(dossier, today())))
    )
    return render(request, "dossiers/offer.html", context)
