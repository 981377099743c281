"""What a member says about a product instead of marking it: conflict, abstention, a paper sheet typed wrong."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Crumb
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.evaluation.actions import conflicts, sheets
from ocop.evaluation.forms.session import ConflictForm, DeclareForm, ReasonForm
from ocop.evaluation.queries.visibility import items_open_to
from ocop.evaluation.views.fetch import has_declared, own_session_or_404
from ocop.evaluation.views.scoring import own_sheet_or_404

P = Permission


@guard(P.SHEET_WRITE)
@once
def declare(request: HttpRequest, code: str) -> HttpResponse:
    """All products on one page, before any scoring.  # queries: 7"""
    session, seat = own_session_or_404(request, code)
    if has_declared(session, seat):
        return redirect("evaluation:queue", code)
    items = list(items_open_to(session, request.acting).for_page())  # type: ignore[attr-defined]
    form = DeclareForm(request.POST if request.method == "POST" else None, items=items)
    if form.is_valid():
        with refusals_on(form):
            conflicts.declare(session=session, conflicts=form.conflicts(), by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(
                request, "Đã ghi lời khai. Sản phẩm có xung đột không còn trong danh sách của ông/bà."
            )
            return redirect("evaluation:queue", code)
    crumbs = [Crumb("Chấm điểm", reverse("evaluation:scoring"))]
    return render(
        request,
        "evaluation/scoring/declare.html",
        {"session": session, "form": form, "rows": form.rows(), "crumbs": crumbs},
        status=422 if form.errors else 200,
    )


def _step(
    request: HttpRequest,
    code: str,
    dossier: str,
    form: Any,
    act: Callable[..., Any],
    *,
    title: str,
    submit: str,
    lead: str,
    done: str,
) -> HttpResponse:
    """A confirm page about one product of the member's own agenda."""
    sheet = own_sheet_or_404(request, code, dossier)
    item = sheet.item
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(item=item, sheet=sheet, by=request.acting, at=now(), **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect("evaluation:queue", code)
    back = reverse("evaluation:sheet", args=[code, dossier])
    context = {
        "title": title,
        "submit": submit,
        "lead": lead,
        "form": form,
        "back": back,
        "subject": str(item),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)


@guard(P.SHEET_WRITE)
@once
def abstain(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Give no marks for a product.  # queries: 4"""
    return _step(
        request,
        code,
        dossier,
        ReasonForm(request.POST if request.method == "POST" else None, label="Vì sao không chấm"),
        lambda *, item, sheet, reason, by, at: sheets.abstain(sheet=sheet, reason=reason, by=by, at=at),
        title="Không chấm sản phẩm này",
        submit="Không chấm",
        done="Đã ghi: ông/bà không chấm sản phẩm này.",
        lead="Phiếu của ông/bà sẽ không được tính vào điểm trung bình và không bị coi là điểm 0.",
    )


@guard(P.SHEET_WRITE)
@once
def late_conflict(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Declare a conflict found while scoring.  # queries: 4"""
    return _step(
        request,
        code,
        dossier,
        ConflictForm(request.POST if request.method == "POST" else None),
        lambda *, item, sheet, kind, words, by, at: conflicts.add_late_conflict(
            item=item, kind=kind, words=words, by=by, at=at
        ),
        title="Khai thêm xung đột lợi ích",
        submit="Khai xung đột",
        done="Đã ghi lời khai.",
        lead="Sản phẩm sẽ không còn trong danh sách của ông/bà; phiếu đã chấm dở không được tính.",
    )


@guard(P.SHEET_WRITE)
@once
def give_back(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """The paper sheet was typed wrong: the marks go, the member scores alone or the secretary types again.  # queries: 4"""
    return _step(
        request,
        code,
        dossier,
        Form(request.POST if request.method == "POST" else None),
        lambda *, item, sheet, by, at: sheets.give_back_paper(sheet=sheet, by=by, at=at),
        title="Trả lại phiếu nhập sai",
        submit="Trả lại thư ký",
        done="Đã trả lại. Thư ký có thể nhập lại, hoặc ông/bà tự chấm.",
        lead="Những điểm thư ký đã nhập sẽ bị xóa khỏi phiếu.",
    )
