"""The moves of an office, each on its own clear page: confirm, reason, one action, back to the dossier."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.dossiers.actions import appraisal, commune, province, rounds
from ocop.dossiers.forms.office import AssignForm, ForwardForm, ReasonForm, ReturnForm, ScheduleForm
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import commune as commune_rules
from ocop.dossiers.queries.places import places_of
from ocop.dossiers.views.office import fetch, frame

P = Permission


def step(
    request: HttpRequest,
    code: str,
    *,
    title: str,
    submit: str,
    done: str,
    act: Callable[..., Any],
    form: Any = None,
    lead: str = "",
    kind: str = "primary",
    template: str = "dossiers/office/step.html",
    **extra: Any,
) -> HttpResponse:
    """Show the confirm page; on POST run the one action and go back with a sentence.  # queries: 10"""
    dossier = fetch(request, code)
    form = form(dossier, posted(request)) if form else forms.Form(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(dossier=dossier, by=request.acting, at=now(), **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect(reverse("dossiers:office", args=[code]))
    status = 422 if request.method == "POST" else 200
    page = frame(request, dossier, title=title, submit=submit, form=form, lead=lead, kind=kind, **extra)
    return render(request, template, page, status=status)


def _return_form(dossier: Dossier, data: Any) -> ReturnForm:
    return ReturnForm(data, places=places_of(dossier))


def _items_only(action: Callable[..., Any]) -> Callable[..., Any]:
    def act(*, dossier: Dossier, by: Any, at: Any, items: list, message: str, **_: Any) -> Any:
        return action(dossier=dossier, items=items, message=message, by=by, at=at)

    return act


def _reason_form(dossier: Dossier, data: Any) -> ReasonForm:
    return ReasonForm(data)


@guard(P.DOSSIER_CHECK)
@once
def accept(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Tiếp nhận hồ sơ",
        submit="Tiếp nhận",
        done="Đã tiếp nhận. Hạn kiểm tra là 15 ngày làm việc.",
        act=commune.accept_dossier,
        lead="Phiếu số được cấp và thời hạn 15 ngày làm việc của xã bắt đầu tính từ hôm nay.",
    )


@guard(P.DOSSIER_RETURN)
@once
def return_(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Trả lại để bổ sung",
        submit="Trả lại hồ sơ",
        done="Đã trả hồ sơ. Chủ thể thấy từng mục cần sửa.",
        act=_items_only(commune.return_dossier),
        form=_return_form,
        kind="danger",
        template="dossiers/office/return.html",
        lead="Mỗi mục cần một lý do và cách sửa. Chủ thể chỉ phải trả lời các mục này.",
    )


@guard(P.DOSSIER_FORWARD)
@once
def forward(request: HttpRequest, code: str) -> HttpResponse:
    needed = commune_rules.samples_needed(fetch(request, code))
    return step(
        request,
        code,
        title="Đề nghị lên tỉnh",
        submit="Đề nghị lên tỉnh",
        done="Đã đề nghị cấp tỉnh đánh giá, phân hạng.",
        act=commune.forward_dossier,
        form=lambda d, data: ForwardForm(data, initial={"samples": needed}),
        lead=f"Hồ sơ được chuyển kèm Mẫu 03 và {needed} mẫu sản phẩm."
        if needed
        else "Hồ sơ được chuyển kèm Mẫu 03; dịch vụ du lịch không cần mẫu.",
    )


@guard(P.DOSSIER_RECEIVE)
@once
def receive(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Tiếp nhận hồ sơ",
        submit="Tiếp nhận",
        done="Đã tiếp nhận hồ sơ.",
        act=province.receive_dossier,
    )


@guard(P.DOSSIER_RECEIVE)
@once
def ask(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Yêu cầu bổ sung",
        submit="Gửi yêu cầu",
        done="Đã gửi yêu cầu bổ sung cho chủ thể.",
        act=_items_only(province.ask_back),
        form=_return_form,
        template="dossiers/office/return.html",
        lead="Mỗi mục cần một lý do và cách sửa. Chủ thể chỉ phải trả lời các mục này.",
    )


@guard(P.DOSSIER_RECEIVE)
@once
def assign(request: HttpRequest, code: str) -> HttpResponse:
    unit = request.acting.unit  # type: ignore[attr-defined]
    return step(
        request,
        code,
        title="Giao Tổ tư vấn",
        submit="Giao hồ sơ",
        done="Đã giao hồ sơ cho thành viên Tổ tư vấn.",
        act=province.assign_adviser,
        form=lambda d, data: AssignForm(data, unit=unit, on=today()),
    )


@guard(P.APPRAISAL_WRITE)
@once
def report(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Nộp báo cáo đánh giá",
        submit="Nộp báo cáo",
        done="Đã nộp báo cáo. Từ nay báo cáo không sửa được nữa.",
        act=appraisal.report,
    )


@guard(P.ROUND_MANAGE)
@once
def schedule(request: HttpRequest, code: str) -> HttpResponse:
    unit = request.acting.unit  # type: ignore[attr-defined]
    return step(
        request,
        code,
        title="Xếp vào đợt",
        submit="Xếp vào đợt",
        done="Đã xếp hồ sơ vào đợt.",
        act=lambda round, **rest: rounds.schedule(round_=round, **rest),
        form=lambda d, data: ScheduleForm(data, unit=unit),
    )


@guard(P.ROUND_MANAGE)
@once
def unschedule(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Rút khỏi đợt",
        submit="Rút khỏi đợt",
        done="Đã rút hồ sơ khỏi đợt.",
        act=rounds.unschedule,
        form=_reason_form,
    )


@guard(P.ROUND_MANAGE)
@once
def rerun(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Đánh giá lại ở tỉnh",
        submit="Đánh giá lại",
        done="Hồ sơ chờ xếp vào đợt của tỉnh.",
        act=rounds.rerun,
        form=_reason_form,
        lead="Trung ương chấm dưới 90 điểm: tỉnh có thể dùng kết quả đó hoặc tự đánh giá lại (Điều 7 khoản 4).",
    )


@guard(P.DECISION_DRAFT)
@once
def disqualify(request: HttpRequest, code: str) -> HttpResponse:
    return step(
        request,
        code,
        title="Loại hồ sơ",
        submit="Loại hồ sơ",
        done="Đã loại hồ sơ và báo cho chủ thể.",
        act=province.disqualify,
        form=_reason_form,
        kind="danger",
        lead="Chỉ loại theo quy định của bộ tiêu chí; ghi rõ quy định nào. Không làm lại được.",
    )
