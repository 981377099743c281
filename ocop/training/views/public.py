"""What participants open with their phone: the code of a session, their own pass, the check of a certificate."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ocop.core.acting import Acting
from ocop.core.clock import now, today
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, posted, public, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.documents.qr import qr_svg
from ocop.training import attending
from ocop.training.actions import people as actions
from ocop.training.certificates import pass_address, render_certificate
from ocop.training.enums import Way
from ocop.training.forms.people import CodeForm, FeedbackForm
from ocop.training.models import Enrolment, Session
from ocop.training.policies import courses as course_policies
from ocop.training.policies import people as policies


@public
@once
def attend(request: HttpRequest, code: str) -> HttpResponse:
    """After scanning the code on the screen: type the own code, once.  # queries: 4"""
    try:
        session = attending.session_of(code)
    except RuleBroken as refusal:
        return render(request, "training/attend.html", {"stale": refusal.sentence}, status=410)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            held = _of_code(form.cleaned_data["code"])
            row, new = actions.mark_present(
                session=session,
                enrolment=held,
                way=Way.OWN_SCAN,
                by=Acting(on=today(), key="visitor"),
                at=now(),
            )
            done = {"session": session, "at": row.at, "again": not new}
            return render(request, "training/attended.html", done)
    return render(request, "training/attend.html", {"form": form, "session": session})


def _of_code(code: str) -> Enrolment:
    found = Enrolment.objects.select_related("trainee", "course").filter(code=code).first()
    if found is None:
        raise RuleBroken(
            _("Không có mã ghi danh này. Hãy xem lại phiếu, hoặc hỏi người tổ chức."),
            code="training.attend.code",
            field="code",
        )
    return found


def _pass(token: str) -> Enrolment:
    rows = Enrolment.objects.select_related("course__unit", "trainee__producer", "trainee__unit")
    found = None if "\x00" in token else rows.filter(token=token[:40].upper()).first()
    if found is None:
        raise Http404
    return found


@public
@once
def own_pass(request: HttpRequest, token: str) -> HttpResponse:
    """The participant's own page: the code for the trainer, what was attended, feedback.  # queries: 7"""
    one = _pass(token)
    form = FeedbackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.give_feedback(enrolment=one, at=now(), **form.marks())
            messages.success(request, _("Đã nhận góp ý. Xin cảm ơn."))
            return redirect("training-public:pass", token=one.token)
    there = set(one.attendances.values_list("session_id", flat=True))
    sessions = [{"session": row, "there": row.pk in there} for row in one.course.sessions.all()]
    context = {
        "one": one,
        "sessions": sessions,
        "qr": mark_safe(qr_svg(pass_address(one), label=_("Mã QR của người học"))),
        "form": form if allowed(policies.check_feedback, one, at=now()) else None,
        "marking": _markable(request, one),
    }
    return render(request, "training/pass.html", context)


def _markable(request: HttpRequest, one: Enrolment) -> list[Session]:
    """For the organiser who scanned the participant's code: the sessions of now."""
    by = request.acting  # type: ignore[attr-defined]
    if not allowed(course_policies.check_is_organiser, one.course, by=by):
        return []
    rows = one.course.sessions.exclude(attendances__enrolment=one)
    return [row for row in rows if allowed(policies.check_scan_time, row, at=now())]


@require_POST
@guard(Permission.TRAINING_MANAGE)
@once
def mark(request: HttpRequest, token: str) -> HttpResponse:
    """The trainer notes whom the scanned pass names.  # queries: 8"""
    one, by = _pass(token), request.acting  # type: ignore[attr-defined]
    session = one.course.sessions.filter(
        code=request.POST.get("session", "")[:20].replace("\x00", "")
    ).first()
    if session is None:
        raise Http404
    session.course = one.course
    row, new = actions.mark_present(session=session, enrolment=one, way=Way.TRAINER_SCAN, by=by, at=now())
    words = "Đã ghi có mặt" if new else "Đã ghi từ trước"
    messages.success(request, f"{words}: {one.trainee}.")
    return redirect("training-public:pass", token=one.token)


def _certified(token: str) -> Enrolment:
    rows = Enrolment.objects.select_related("course__unit", "trainee__producer", "trainee__unit")
    found = None if "\x00" in token else rows.filter(check_token=token[:40].upper()).first()
    if found is None:
        raise Http404
    return found


@public
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """The check page behind the code on a certificate of attendance.  # queries: 2"""
    one = _certified(token)
    return render(request, "training/certificate.html", {"one": one, "course": one.course})


@public
def certificate_file(request: HttpRequest, token: str) -> HttpResponse:
    """The certificate as PDF, made when asked for.  # queries: 3"""
    one = _certified(token)
    response = HttpResponse(render_certificate(one), content_type="application/pdf")
    name = one.certificate_no.replace("/", "-")
    response["Content-Disposition"] = f'inline; filename="chung-nhan-{name}.pdf"'
    return response
