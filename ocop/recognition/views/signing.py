"""Signing: the signer's list, one decision to sign, the paper way, refusing."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Crumb
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.documents.signatures import sign_pdf_demo
from ocop.recognition.actions import decisions as actions
from ocop.recognition.actions import signing
from ocop.recognition.forms.decisions import ConfirmScanForm, ReasonForm, ScanForm, SignedPdfForm
from ocop.recognition.models import Decision
from ocop.recognition.policies import signing as rules
from ocop.recognition.queries.lines import full_lines, full_revocations
from ocop.recognition.queries.trail import happenings
from ocop.recognition.views import rows
from ocop.recognition.views.steps import confirm, fetch


@guard(P.DECISION_SIGN)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the signer, oldest first; made for a phone.  # queries: 8"""
    found = (
        Decision.objects.visible_to(request.acting)
        .filter(state="for_signature")
        .prefetch_related("lines", "revocations")
    )  # type: ignore[attr-defined]
    page = keyset_page(request, found, key="state_at", kind="moment")
    cards = [
        {
            "decision": d,
            "count": len(d.lines.all()) + len(d.revocations.all()),
            "badge": state_badge(d),
            "url": reverse("recognition:decision-sign", args=[d.code]),
        }
        for d in page.rows
    ]
    return render(request, "recognition/signing_list.html", {"cards": cards, "page": page})


@guard(P.DECISION_SIGN)
@once
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """What is in it, the PDF, and two ways to sign.  # queries: 13"""
    one, acting = fetch(request, code), request.acting  # type: ignore[attr-defined]
    form = SignedPdfForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            signing.sign_with_pdf(decision=one, upload=form.cleaned_data["upload"], by=acting, at=now())
            messages.success(request, "Chữ ký hợp lệ. Quyết định đã ký, cơ quan tham mưu sẽ công bố.")
            return redirect(one.get_absolute_url())
    return render(
        request,
        "recognition/sign.html",
        _sign_page(one, acting, form),
        status=422 if request.method == "POST" else 200,
    )


def _sign_page(one: Decision, acting: Any, form: SignedPdfForm) -> dict[str, Any]:
    at = now()
    may = allowed(rules.check_can_sign, one, by=acting, at=at)
    return {
        "decision": one,
        "heading": rows.heading(one),
        "badge": state_badge(one),
        "facts": rows.decision_facts(one),
        "lines": full_lines(one),
        "revocations": full_revocations(one),
        "form": form,
        "refused": "" if may else may.reason,
        "demo": settings.OCOP_DEMO,
        "items": happenings(one)[:6],
        "paper": rows.signature_notice(one),
        "crumbs": [Crumb("Chờ ký", reverse("recognition:signing")), Crumb(str(one))],
        "confirm": allowed(rules.check_can_confirm_scan, one, by=acting, at=at),
    }


@require_POST
@guard(P.DECISION_SIGN)
@once
def sign_demo(request: HttpRequest, code: str) -> HttpResponse:
    """Demo only: sign with a key of the demo authority, then go through the very same verification."""
    one, acting, at = fetch(request, code), request.acting, now()  # type: ignore[attr-defined]
    if not settings.OCOP_DEMO:
        raise Http404("no demo")
    try:
        rules.check_can_sign(one, by=acting, at=at)
        signed = sign_pdf_demo(one.draft_file.read_bytes(), signer_name=acting.person.full_name, at=at)  # type: ignore[union-attr]
        signing.sign_with_pdf(
            decision=one, upload=SimpleUploadedFile("ky-thu.pdf", signed, "application/pdf"), by=acting, at=at
        )
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
        return redirect("recognition:decision-sign", code)
    messages.success(request, "Đã ký thử bằng khóa demo; chữ ký qua đúng bước kiểm tra như chữ ký thật.")
    return redirect(one.get_absolute_url())


@guard(P.DECISION_SIGN)
@once
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Send it back with the reason.  # queries: 6"""
    one = fetch(request, code)
    return confirm(
        request,
        title="Không ký, trả lại",
        submit="Trả lại",
        kind="danger",
        done="Đã trả lại cơ quan tham mưu.",
        back=one.get_absolute_url(),
        form=ReasonForm(posted(request)),
        act=lambda **given: actions.refuse(decision=one, **given),
        lead="Cơ quan tham mưu thấy lý do, sửa rồi trình lại với cùng số.",
        crumbs=[Crumb(str(one), one.get_absolute_url()), Crumb("Trả lại")],
    )


@guard(P.DECISION_DRAFT)
@once
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in the scan of the signed original.  # queries: 6"""
    one = fetch(request, code)
    why = allowed(rules.check_can_scan, one, by=request.acting, at=now())  # type: ignore[attr-defined]
    return confirm(
        request,
        title="Nộp bản quét đã ký",
        submit="Nộp bản quét",
        done="Đã nộp bản quét; hai người khác cần xác nhận.",
        back=one.get_absolute_url(),
        form=ScanForm(posted(request), request.FILES or None),
        upload=True,
        reason=why.reason,
        act=lambda **given: signing.attach_scan(decision=one, **given),
        lead="Dùng khi quyết định được ký trên giấy. In đúng bản PDF đã trình, ký, đóng dấu, quét lại. Sau đó hai người khác cầm bản giấy "
        "so với bản quét và xác nhận.",
        crumbs=[Crumb(str(one), one.get_absolute_url()), Crumb("Bản giấy")],
    )


@guard(P.DECISION_DRAFT, P.DECISION_SIGN)
@once
def confirm_paper(request: HttpRequest, code: str) -> HttpResponse:
    """One of two people says that the scan is the signed original.  # queries: 8"""
    one = fetch(request, code)
    why = allowed(rules.check_can_confirm_scan, one, by=request.acting, at=now())  # type: ignore[attr-defined]
    return confirm(
        request,
        title="Xác nhận bản quét",
        submit="Tôi xác nhận",
        done="Đã ghi xác nhận.",
        back=one.get_absolute_url(),
        form=ConfirmScanForm(posted(request)),
        reason=why.reason,
        facts=rows.decision_facts(one),
        act=lambda by, at, words, seen: signing.confirm_scan(decision=one, words=words, by=by, at=at),
        lead="Mở bản quét, cầm bản giấy, so từng trang. Ông/bà chịu trách nhiệm về lời xác nhận này.",
        crumbs=[Crumb(str(one), one.get_absolute_url()), Crumb("Xác nhận bản quét")],
    )
