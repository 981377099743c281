"""Who is there, who takes no part in what: the secretary's page of members and conflicts."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.evaluation.actions import conflicts
from ocop.evaluation.forms.session import ReasonForm
from ocop.evaluation.models import Conflict, Seat, Session
from ocop.evaluation.queries.roster import roster_of, scoring_seats
from ocop.evaluation.queries.visibility import items_open_to
from ocop.evaluation.views.fetch import session_or_404
from ocop.evaluation.views.session_frame import frame

P = Permission


@guard(P.SESSION_RUN)
def members(request: HttpRequest, code: str) -> HttpResponse:
    """Who is there, who takes no part in what, and hints to answer.  # queries: 11"""
    session, acting = session_or_404(request, code), request.acting  # type: ignore[attr-defined]
    roster = roster_of(session)
    shown = set(items_open_to(session, acting).values_list("pk", flat=True))
    found = Conflict.objects.filter(item__session=session, item__in=shown).select_related(
        "item__dossier__product", "seat__person"
    )
    known = list(found)
    running = session.state in ("declaring", "scoring")
    context = {
        "lines": [
            {
                "seat": seat,
                "declared": pk in roster.declared,
                "absent": roster.absent.get(pk, ""),
                "buttons": [_presence(session, seat, pk in roster.absent)] if running else [],
            }
            for pk, seat in roster.seats.items()
        ],
        "hints": [one for one in known if not one.confirmed_at and not one.dismissed_at],
        "conflicts": [one for one in known if one.confirmed_at],
        "dismissed": [one for one in known if one.dismissed_at],
        "items": list(session.items.for_page().filter(pk__in=shown)),
        "running": running,
        "line_columns": [
            Column("Thành viên"),
            Column("Vai trò"),
            Column("Khai xung đột"),
            Column("Có mặt"),
            Column("Việc", hidden_label=True),
        ],
        "conflict_columns": [
            Column("Sản phẩm"),
            Column("Thành viên"),
            Column("Loại"),
            Column("Nói rõ"),
            Column("Nguồn"),
        ],
    }
    return render(
        request, "evaluation/session/members.html", {**frame(session, acting, "members", at=now()), **context}
    )


def _presence(session: Session, seat: Seat, absent: bool) -> Button:
    label = "Đã đến họp" if absent else "Ghi vắng mặt"
    return Button(label, reverse("evaluation:presence", args=[session.code, seat.pk]), "quiet")


@guard(P.SESSION_RUN)
@once
def presence(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Note an absence, or that the member came after all.  # queries: 6"""
    session, acting = session_or_404(request, code), request.acting  # type: ignore[attr-defined]
    seat = next((one for one in scoring_seats(session) if one.pk == seat_id), None)
    if seat is None:
        raise Http404("no seat")
    absent = session.absences.filter(seat=seat, ended_at=None).exists()
    form: Form = (
        Form(request.POST if request.method == "POST" else None)
        if absent
        else ReasonForm(request.POST if request.method == "POST" else None, label="Lý do vắng")
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if absent:
                conflicts.end_absence(session=session, seat=seat, by=acting, at=now())
            else:
                conflicts.note_absence(
                    session=session, seat=seat, words=form.cleaned_data["reason"], by=acting, at=now()
                )
            messages.success(request, "Đã ghi.")
            return redirect("evaluation:members", code)
    title = "Thành viên đã đến họp" if absent else "Ghi vắng mặt"
    context = {
        "title": title,
        "submit": title,
        "form": form,
        "back": reverse("evaluation:members", args=[code]),
        "subject": str(seat),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)


@guard(P.SESSION_RUN)
@once
def hint(request: HttpRequest, code: str, conflict_id: int, answer: str) -> HttpResponse:
    """Confirm or dismiss a hint.  # queries: 5"""
    session = session_or_404(request, code)
    conflict = (
        Conflict.objects.filter(item__session=session, pk=conflict_id)
        .select_related("item__dossier__product", "seat__person")
        .first()
    )
    if conflict is None or answer not in ("xac-nhan", "bo-qua"):
        raise Http404("no hint")
    dismiss = answer == "bo-qua"
    form: Form = (
        ReasonForm(request.POST if request.method == "POST" else None, label="Vì sao không phải xung đột")
        if dismiss
        else Form(request.POST if request.method == "POST" else None)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if dismiss:
                conflicts.dismiss_conflict(
                    conflict=conflict, words=form.cleaned_data["reason"], by=request.acting, at=now()
                )  # type: ignore[attr-defined]
            else:
                conflicts.confirm_conflict(conflict=conflict, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã kết luận.")
            return redirect("evaluation:members", code)
    title = "Không phải xung đột" if dismiss else "Xác nhận xung đột"
    context = {
        "title": title,
        "submit": title,
        "form": form,
        "lead": conflict.words,
        "subject": f"{conflict.seat} – {conflict.item}",
        "back": reverse("evaluation:members", args=[code]),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)
