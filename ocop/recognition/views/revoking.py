"""Suspending, and revoking in two steps: a proposal with its ground, then a decision (Điều 8)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, posted
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.recognition.actions import revoking as actions
from ocop.recognition.forms.certificates import ProposeForm, SuspendForm
from ocop.recognition.forms.decisions import ReasonForm
from ocop.recognition.models import Certificate, Revocation, Suspension
from ocop.recognition.policies import revoking as rules
from ocop.recognition.views.certificates import fetch
from ocop.recognition.views.steps import confirm

COLUMNS = [
    Column("Giấy chứng nhận"),
    Column("Sản phẩm"),
    Column("Căn cứ"),
    Column("Ngày kết luận"),
    Column("Hạn ra quyết định"),
    Column("Trạng thái"),
    Column("Việc cần làm"),
]


def _confirm(request: HttpRequest, one: Certificate, **more: Any) -> HttpResponse:
    facts = [
        Fact("Giấy chứng nhận", str(one)),
        Fact("Sản phẩm", one.snapshot["product"]),
        Fact("Chủ thể", one.snapshot["producer"]),
    ]
    crumbs = [
        Crumb("Giấy chứng nhận", reverse("recognition:certificates")),
        Crumb(str(one), one.get_absolute_url()),
    ]
    return confirm(request, back=one.get_absolute_url(), facts=facts, crumbs=crumbs, **more)


@guard(Permission.CERTIFICATE_REVOKE)
@once
def suspend(request: HttpRequest, token: str) -> HttpResponse:
    """From today until lifted.  # queries: 8"""
    one = fetch(request, token)
    why = allowed(rules.check_can_suspend, one, by=request.acting, at=now())  # type: ignore[attr-defined]
    return _confirm(
        request,
        one,
        title="Tạm dừng giấy chứng nhận",
        submit="Tạm dừng",
        kind="danger",
        done="Đã tạm dừng từ hôm nay.",
        reason=why.reason,
        form=SuspendForm(posted(request)),
        act=lambda **given: actions.suspend(certificate=one, **given),
        lead="Người quét mã thấy TẠM DỪNG ngay. Quyết định 26/2026 chỉ nói về thu hồi; tạm dừng là lựa chọn của cơ quan trong lúc kiểm tra.",
    )


@guard(Permission.CERTIFICATE_REVOKE)
@once
def lift(request: HttpRequest, token: str) -> HttpResponse:
    """The suspension ends; today the mark may be used again.  # queries: 8"""
    one = fetch(request, token)

    def act(by: Any, at: Any) -> Suspension:
        open_ = one.suspensions.filter(until_on=None).first()
        if open_ is None:
            raise RuleBroken("Giấy chứng nhận không còn tạm dừng.", code="suspension.lifted")
        return actions.lift_suspension(suspension=open_, by=by, at=at)

    return _confirm(
        request,
        one,
        title="Bỏ tạm dừng",
        submit="Bỏ tạm dừng",
        done="Giấy chứng nhận dùng lại được từ hôm nay.",
        act=act,
    )


@guard(Permission.CERTIFICATE_REVOKE)
@once
def propose(request: HttpRequest, token: str) -> HttpResponse:
    """Write the conclusion down; the clock of 15 days runs from it.  # queries: 10"""
    one = fetch(request, token)
    why = allowed(rules.check_can_propose, one, by=request.acting, at=now())  # type: ignore[attr-defined]
    return _confirm(
        request,
        one,
        title="Đề nghị thu hồi",
        submit="Ghi đề nghị",
        kind="danger",
        done="Đã ghi đề nghị thu hồi; chờ đưa vào quyết định.",
        form=ProposeForm(posted(request), on=today()),
        reason=why.reason,
        act=lambda **given: actions.propose_revocation(certificate=one, **given),
        lead="Giấy chứng nhận còn hiệu lực đến khi có quyết định thu hồi. Chủ thể được báo ngay.",
    )


@guard(Permission.CERTIFICATE_REVOKE)
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposals of this office, the earliest deadline first.  # queries: 6"""
    found = Revocation.objects.filter(certificate__unit=request.acting.unit).select_related(
        "certificate", "decision"
    )  # type: ignore[attr-defined]
    rows = [
        {"one": one, "badge": state_badge(one), "days": (one.due_on - today()).days}
        for one in found.order_by("-state", "due_on", "pk")[:300]
    ]
    actions_ = [
        Button(
            "Soạn quyết định thu hồi",
            f"{reverse('recognition:decision-new')}?loai=revoke",
            "primary",
            "plus-circle",
        )
    ]
    return render(
        request, "recognition/revocations.html", {"rows": rows, "columns": COLUMNS, "actions": actions_}
    )


@guard(Permission.CERTIFICATE_REVOKE)
@once
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Not revoked after all, with the reason.  # queries: 6"""
    mine = Revocation.objects.filter(certificate__unit=request.acting.unit).select_related(
        "certificate", "decision"
    )  # type: ignore[attr-defined]
    one = get_object_or_404(mine, pk=pk)
    why = allowed(rules.check_can_dismiss, one, by=request.acting, at=now())  # type: ignore[attr-defined]
    return _confirm(
        request,
        one.certificate,
        title="Không thu hồi",
        submit="Không thu hồi",
        done="Đã ghi: không thu hồi.",
        reason=why.reason,
        form=ReasonForm(posted(request)),
        act=lambda **given: actions.dismiss_revocation(revocation=one, **given),
    )
