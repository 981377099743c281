"""Rounds: legal dates, list of dossiers, opening and closing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import Allowed, allowed
from ocop.core.states import state_badge
from ocop.dossiers.actions import rounds as actions
from ocop.dossiers.forms.office import ReasonForm, RoundForm
from ocop.dossiers.policies import rounds as rules
from ocop.programme.models import Round
from ocop.rulebook.levels import Level
from ocop.rulebook.lifecycle import ROUND
from ocop.rulebook.procedures import next_rounds

SEERS = (Permission.ROUND_MANAGE, Permission.COUNCIL_MANAGE, Permission.RESULT_VIEW)
COLUMNS = [
    Column("Đợt"),
    Column("Nhận hồ sơ đến"),
    Column("Xong trước"),
    Column("Số hồ sơ", numeric=True),
    Column("Trạng thái"),
]
DOSSIER_COLUMNS = [
    Column("Mã"),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Nơi nộp"),
    Column("Trạng thái"),
]


@guard(*SEERS)
def round_list(request: HttpRequest) -> HttpResponse:
    """Rounds of the unit, newest first.  # queries: 6"""
    acting = request.acting  # type: ignore[attr-defined]
    related = "central_dossiers" if acting.level == "nation" else "dossiers"
    found = Round.objects.visible_to(acting).filter(unit=acting.unit).annotate(n=Count(related))
    rows = [
        {"round": r, "n": r.n, "badge": state_badge(r), "url": reverse("dossiers:round", args=[r.code])}
        for r in found
    ]
    may = allowed(rules.check_can_plan, by=acting, at=now())
    actions_ = [Button("Lập đợt mới", reverse("dossiers:round-new"), "primary")] if may else []
    return render(
        request, "dossiers/office/rounds.html", {"rows": rows, "columns": COLUMNS, "actions": actions_}
    )


@guard(Permission.ROUND_MANAGE)
@once
def round_new(request: HttpRequest) -> HttpResponse:
    """A new round; the legal dates of the coming round are filled in.  # queries: 6"""
    acting = request.acting  # type: ignore[attr-defined]
    form = RoundForm(posted(request), initial=_suggested(acting))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.plan_round(by=acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã lập đợt. Mở đợt để xếp hồ sơ vào.")
            return redirect(reverse("dossiers:round", args=[made.code]))
    return render(
        request,
        "dossiers/office/round_new.html",
        {"form": form},
        status=422 if request.method == "POST" else 200,
    )


def _suggested(acting: Any) -> dict[str, Any]:
    level = Level.CENTRAL if acting.level == "nation" else Level.PROVINCE
    coming = next((r for r in next_rounds(today(), levels=(level,)) if r.proposed_by >= today()), None)
    if coming is None:
        return {}
    return {
        "year": coming.year,
        "name": f"Đợt {coming.number} năm {coming.year}",
        "proposed_by_on": coming.proposed_by,
        "done_by_on": coming.done_by,
    }


@guard(*SEERS)
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """One round with its dossiers and what can be done with it.  # queries: 8"""
    acting = request.acting  # type: ignore[attr-defined]
    round_ = get_visible_or_404(Round, acting, code=code)
    dossiers = (
        rules.dossiers_of(round_).select_related("product", "producer", "unit").order_by("product__sort_key")
    )
    rows = [
        {"dossier": d, "badge": state_badge(d), "url": reverse("dossiers:office", args=[d.code])}
        for d in dossiers
    ]
    return render(
        request,
        "dossiers/office/round.html",
        {
            "round": round_,
            "badge": state_badge(round_),
            "rows": rows,
            "columns": DOSSIER_COLUMNS,
            "actions": _buttons(round_, acting),
            "crumbs": [
                {"label": "Đợt đánh giá", "url": reverse("dossiers:rounds")},
                {"label": round_.name, "url": ""},
            ],
        },
    )


STEPS: dict[str, tuple[str, str, Callable[..., Any], bool]] = {
    "open": (
        "Mở đợt",
        "Từ lúc này có thể xếp hồ sơ đã có báo cáo của Tổ tư vấn vào đợt.",
        actions.open_round,
        False,
    ),
    "close": (
        "Chốt danh sách",
        "Danh sách hồ sơ của đợt được chốt để lập phiên họp hội đồng.",
        actions.close_round,
        False,
    ),
    "reopen": (
        "Mở lại danh sách",
        "Chỉ mở lại khi cần thêm hoặc rút hồ sơ; ghi rõ lý do.",
        actions.reopen_round,
        True,
    ),
    "finish": ("Kết thúc đợt", "Mọi hồ sơ của đợt đã có quyết định.", actions.finish_round, False),
}


def _buttons(round_: Round, acting: Any) -> list[Button]:
    if not acting.may(Permission.ROUND_MANAGE):
        return []
    reasons = {
        "close": allowed(rules.check_can_close, round_, by=acting, at=now()),
        "finish": allowed(rules.check_can_finish, round_, by=acting, at=now()),
    }
    return [
        Button(
            STEPS[name][0],
            reverse("dossiers:round-step", args=[round_.code, name]),
            "primary" if name != "reopen" else "secondary",
            reason=reasons.get(name, Allowed(True)).reason,
        )
        for name in ROUND.moves_from(round_.state)
    ]


@guard(Permission.ROUND_MANAGE)
@once
def round_step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Confirm one move of the round.  # queries: 7"""
    from django.http import Http404

    if step not in STEPS:
        raise Http404
    title, lead, act, needs_reason = STEPS[step]
    round_ = get_visible_or_404(Round, request.acting, code=code)  # type: ignore[attr-defined]
    form = ReasonForm(posted(request)) if needs_reason else _plain(request)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(round_=round_, by=request.acting, at=now(), **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, f"Đã xong: {title.lower()}.")
            return redirect(reverse("dossiers:round", args=[code]))
    page = {
        "round": round_,
        "title": title,
        "lead": lead,
        "form": form,
        "back": reverse("dossiers:round", args=[code]),
    }
    return render(
        request, "dossiers/office/round_step.html", page, status=422 if request.method == "POST" else 200
    )


def _plain(request: HttpRequest) -> Any:
    from django import forms

    return forms.Form(posted(request))
