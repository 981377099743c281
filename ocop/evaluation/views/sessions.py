"""The secretary's and chair's pages of a session: list, progress, steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.evaluation.actions import locking
from ocop.evaluation.actions import sessions as actions
from ocop.evaluation.forms.session import NewSessionForm, ReasonForm, SessionForm
from ocop.evaluation.models import Council, Session
from ocop.evaluation.queries.progress import progress_of
from ocop.evaluation.views.fetch import session_or_404
from ocop.evaluation.views.session_frame import buttons, frame
from ocop.programme.models import Round

P = Permission
COLUMNS = [
    Column("Phiên họp"),
    Column("Đợt"),
    Column("Giờ họp"),
    Column("Sản phẩm", numeric=True),
    Column("Bước"),
]
MEMBER_COLUMNS = [
    Column("Thành viên"),
    Column("Vai trò"),
    Column("Khai xung đột"),
    Column("Sản phẩm không chấm", numeric=True),
    Column("Phiếu đã nộp"),
]
ITEM_COLUMNS = [
    Column("Thứ tự", numeric=True),
    Column("Sản phẩm"),
    Column("Bước"),
    Column("Thành viên không chấm", numeric=True),
    Column("Phiếu đã nộp"),
]


@guard(P.SESSION_RUN, P.RESULT_VIEW)
def sessions(request: HttpRequest) -> HttpResponse:
    """Sessions of the unit's councils, newest first.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    rows = [
        {
            "session": one,
            "badge": state_badge(one),
            "url": one.get_absolute_url(),
            "items": len(one.items.all()),
        }
        for one in Session.objects.visible_to(acting).select_related("round").prefetch_related("items")[:100]
    ]
    new = (
        [Button("Lập phiên họp", reverse("evaluation:session-new"), "primary", "plus-lg")]
        if acting.may(P.SESSION_RUN)
        else []
    )
    return render(request, "evaluation/session/list.html", {"rows": rows, "columns": COLUMNS, "actions": new})


@guard(P.SESSION_RUN)
@once
def session_new(request: HttpRequest) -> HttpResponse:
    """A session of one council for one round.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    councils = Council.objects.visible_to(acting).filter(dissolved_on=None)
    rounds = Round.objects.filter(unit=acting.unit, state__in=("open", "closed"))
    form = NewSessionForm(
        request.POST if request.method == "POST" else None, councils=councils, rounds=rounds
    )
    if form.is_valid():
        with refusals_on(form):
            session = actions.create_session(**form.values(), by=acting, at=now())
            messages.success(request, "Đã lập phiên họp. Bây giờ hãy xếp chương trình.")
            return redirect("evaluation:agenda", session.code)
    context = {
        "form": form,
        "title": "Lập phiên họp",
        "submit": "Lập phiên",
        "back": reverse("evaluation:sessions"),
        "crumbs": [Crumb("Phiên họp", reverse("evaluation:sessions"))],
    }
    return render(request, "evaluation/form.html", context, status=422 if form.errors else 200)


@guard(P.SESSION_RUN)
@once
def session_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Name, time, place, before the scoring opens.  # queries: 4"""
    session = session_or_404(request, code)
    form = SessionForm(request.POST if request.method == "POST" else None, session=session)
    if form.is_valid():
        with refusals_on(form):
            actions.change_session(session=session, **form.values(), by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã ghi.")
            return redirect(session)
    context = {
        "form": form,
        "title": "Sửa giờ, địa điểm",
        "submit": "Ghi",
        "back": session.get_absolute_url(),
        "crumbs": [],
    }
    return render(request, "evaluation/form.html", context, status=422 if form.errors else 200)


@guard(P.SESSION_RUN, P.RESULT_VIEW)
def session(request: HttpRequest, code: str) -> HttpResponse:
    """How far members are, in counts; never a mark.  # queries: 11"""
    found, acting, at = session_or_404(request, code), request.acting, now()  # type: ignore[attr-defined]
    if not acting.may(P.SESSION_RUN):
        return redirect("evaluation:table", code)
    progress = progress_of(found)
    actions_ = buttons(found, acting, at=at)
    if found.state in ("preparing", "declaring"):
        actions_.append(Button("Sửa giờ, địa điểm", reverse("evaluation:session-edit", args=[code]), "quiet"))
    items = [
        {"line": line, "badge": state_badge(line.item), "url": _item_url(found, line)}
        for line in progress.items
    ]
    context = {
        "members": progress.members,
        "items": items,
        "handed_in": progress.handed_in,
        "to_hand_in": progress.to_hand_in,
        "member_columns": MEMBER_COLUMNS,
        "item_columns": ITEM_COLUMNS,
        "actions": actions_,
    }
    return render(
        request, "evaluation/session/progress.html", {**frame(found, acting, "session", at=at), **context}
    )


def _item_url(session: Session, line: Any) -> str:
    return reverse("evaluation:item", args=[session.code, line.item.dossier.code])


@dataclass(frozen=True)
class Step:
    """One step of the session on its own page: what it means, what it does, what is said afterwards."""

    title: str
    lead: str
    done: str
    act: Callable[..., Any]
    reason: str = ""  # label of the reason field; empty: no reason asked
    kind: str = "primary"


STEPS = {
    "moi-hop": Step(
        "Gửi giấy mời, mở khai báo",
        "Mọi thành viên nhận thông báo và khai xung đột lợi ích. Quy chế và danh sách thành viên của "
        "phiên được giữ như lúc này.",
        "Đã mời họp.",
        actions.convene,
    ),
    "mo-cham": Step(
        "Mở chấm điểm",
        "Mỗi thành viên nhận một phiếu cho mỗi sản phẩm không có xung đột.",
        "Đã mở chấm điểm.",
        actions.open_scoring,
    ),
    "nhac": Step(
        "Nhắc người chưa xong",
        "Chỉ những người còn việc nhận được thông báo.",
        "Đã gửi lời nhắc.",
        actions.remind,
    ),
    "de-nghi-khoa": Step(
        "Đề nghị khóa kết quả",
        "Một người khác (Chủ tịch hoặc thư ký) sẽ xác nhận. Trong lúc chờ, không ai sửa được điểm.",
        "Đã đề nghị. Chờ người thứ hai xác nhận.",
        locking.propose_lock,
    ),
    "khoa": Step(
        "Khóa kết quả",
        "Kết quả được tính từ các phiếu đã nộp và không sửa được nữa; sửa sai phải lập điều chỉnh, hai người ký.",
        "Đã khóa kết quả.",
        locking.lock_session,
    ),
    "khong-khoa": Step(
        "Không khóa, chấm tiếp",
        "Phiên trở lại bước chấm điểm.",
        "Phiên trở lại bước chấm điểm.",
        locking.refuse_lock,
        "Vì sao chưa khóa",
    ),
    "huy": Step(
        "Hủy phiên",
        "Các hồ sơ trở lại danh sách chờ hội đồng.",
        "Đã hủy phiên.",
        actions.cancel_session,
        "Lý do hủy",
        "danger",
    ),
}


@guard(P.SESSION_RUN, P.SESSION_LOCK)
@once
def session_step(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Confirm one step of the session.  # queries: 4"""
    step, found = STEPS.get(slug), session_or_404(request, code)
    if step is None:
        raise Http404("no such step")
    form: Form = (
        ReasonForm(request.POST if request.method == "POST" else None, label=step.reason)
        if step.reason
        else Form(request.POST if request.method == "POST" else None)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            step.act(session=found, **form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, step.done)
            return redirect(found)
    context = {
        "title": step.title,
        "submit": step.title,
        "lead": step.lead,
        "kind": step.kind,
        "form": form,
        "subject": found.name,
        "back": found.get_absolute_url(),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)
