"""Enrolling, presence, certificates: by the organiser, by other offices for their people, by producers for theirs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from ocop.core.clock import now
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.documents.qr import qr_svg
from ocop.producers.models import Producer
from ocop.training import attending
from ocop.training.actions import people as actions
from ocop.training.forms.courses import ReasonForm
from ocop.training.forms.people import EnrolForm
from ocop.training.models import Course, Enrolment, Session
from ocop.training.policies import courses as course_policies
from ocop.training.policies import people as policies
from ocop.training.queries import courses as queries
from ocop.training.views.office import crumbs, visible

MANAGE = Permission.TRAINING_MANAGE
ANY_SIDE = (Permission.TRAINING_MANAGE, Permission.PRODUCER_EDIT)


@guard(Permission.PRODUCER_EDIT)
def offered(request: HttpRequest) -> HttpResponse:
    """What the producer's people may come to, and where they were.  # queries: 6"""
    producer = Producer.objects.select_related("unit").filter(pk=request.acting.party_id).first()  # type: ignore[attr-defined]
    if producer is None:
        raise Http404
    courses = queries.open_for(producer).order_by("-starts_on", "-pk")[:100]
    own = Enrolment.objects.filter(trainee__producer=producer).select_related("trainee", "course")
    rows = [
        {"course": one, "badge": state_badge(one, public=True), "open": one.state in policies.ENROLLING}
        for one in courses
    ]
    return render(request, "training/offered.html", {"rows": rows, "own": own.order_by("-pk")[:200]})


def course_for(request: HttpRequest, code: str) -> Course:
    """Of an office's list, or of what is offered to the producer; anything else is not there."""
    acting = request.acting  # type: ignore[attr-defined]
    if not acting.party_id:
        return visible(request, code)
    producer = Producer.objects.select_related("unit").get(pk=acting.party_id)
    found = queries.open_for(producer).filter(code=code[:20].replace("\x00", "")).first()
    if found is None:
        raise Http404
    return found


@guard(*ANY_SIDE)
@once
def enrol(request: HttpRequest, code: str) -> HttpResponse:
    """One person; the same again changes nothing.  # queries: 8"""
    one, by = course_for(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_enrol(one)
    form = EnrolForm(posted(request), acting=by)
    back = reverse("training:offered") if by.party_id else one.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            held, new = actions.enrol(course=one, by=by, at=now(), **form.arguments())
            words = "Đã ghi danh" if new else "Người này đã ghi danh từ trước"
            messages.success(
                request, f"{words}: {held.trainee} ({held.get_standing_display().lower()}), mã {held.code}."
            )
            return redirect(back)
    context = {"form": form, "title": "Ghi danh", "submit": "Ghi danh", "lead": one.title, "back": back}
    return render(request, "training/form.html", context)


@guard(*ANY_SIDE)
@once
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    rows = Enrolment.objects.select_related("course__unit", "trainee__producer__unit", "trainee__unit")
    one, by = get_visible_or_404(rows, request.acting, code=code), request.acting  # type: ignore[attr-defined]
    policies.check_can_withdraw(one, by=by)
    back = reverse("training:offered") if by.party_id else one.course.get_absolute_url()
    if request.method == "POST":
        actions.withdraw(enrolment=one, by=by, at=now())
        messages.success(request, f"{one.trainee} đã rút khỏi lớp.")
        return redirect(back)
    form = ReasonForm()
    del form.fields["reason"]
    lead = "Chỗ trống sẽ được giao cho người chờ đầu tiên."
    context = {"form": form, "title": f"Rút khỏi lớp: {one.trainee}", "submit": "Rút", "lead": lead}
    return render(request, "training/step.html", context | {"back": back, "subject": one.course.title})


def _session(request: HttpRequest, code: str, session: str) -> Session:
    one = visible(request, code)
    held = one.sessions.filter(code=session[:20].replace("\x00", "")).first()
    if held is None:
        raise Http404
    held.course = one
    course_policies.check_is_organiser(one, by=request.acting)  # type: ignore[attr-defined]
    return held


@guard(MANAGE)
@once
def presence(request: HttpRequest, code: str, session: str) -> HttpResponse:
    """The list of a session, ticked by hand.  # queries: 8"""
    held, by = _session(request, code, session), request.acting  # type: ignore[attr-defined]
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            present, shown = (set(request.POST.getlist(name)) for name in ("present", "shown"))
            added, taken = actions.note_list(session=held, present=present, shown=shown, by=by, at=now())
            messages.success(request, f"Đã ghi: thêm {added} người có mặt, bỏ {taken} người.")
            return redirect(held.course)
    context = {"form": form, "session": held, "course": held.course, "people": queries.presence(held)}
    return render(request, "training/presence.html", context | {"crumbs": crumbs(held.course)})


@guard(MANAGE)
def session_code(request: HttpRequest, code: str, session: str) -> HttpResponse:
    """The code that participants scan; the page renews itself every minute without scripts.  # queries: 5"""
    held = _session(request, code, session)
    address = attending.address_of(held)
    picture = qr_svg(address, label="Mã QR điểm danh của buổi học")
    context = {"session": held, "course": held.course, "qr": mark_safe(picture), "address": address}
    response = render(request, "training/session_code.html", context | {"crumbs": crumbs(held.course)})
    response["Refresh"] = "60"
    return response


@guard(MANAGE)
@once
def certify(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_certify(one, by=by, at=now())
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            count = actions.certify(course=one, by=by, at=now())
            messages.success(request, f"Đã cấp {count} giấy chứng nhận.")
            return redirect(one)
    lead = "Mọi người đã dự đủ giờ mà chưa có giấy được cấp một giấy có số và trang kiểm tra."
    context = {"form": form, "title": "Cấp giấy chứng nhận tham dự", "submit": "Cấp", "lead": lead}
    return render(
        request, "training/step.html", context | {"back": one.get_absolute_url(), "subject": one.title}
    )
