"""One dossier as an office sees it: contents, composition, Mẫu 03, history, and the buttons of the moment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import local_date, now
from ocop.core.components import Button, Fact
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.nav import tabs_for
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge, state_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import appraisal as appraisal_rules
from ocop.dossiers.policies import commune as commune_rules
from ocop.dossiers.policies import province as province_rules
from ocop.dossiers.policies import rounds as round_rules
from ocop.dossiers.queries import office as queries
from ocop.dossiers.queries.contents import contents_of, producer_facts, product_facts
from ocop.dossiers.queries.history import happenings
from ocop.rulebook.lifecycle import DOSSIER

WORKERS = (
    Permission.DOSSIER_CHECK,
    Permission.DOSSIER_RECEIVE,
    Permission.APPRAISAL_WRITE,
)  # who has a queue
SEERS = (
    Permission.DOSSIER_CHECK,
    Permission.DOSSIER_RECEIVE,
    Permission.APPRAISAL_WRITE,
    Permission.COUNCIL_MANAGE,
    Permission.RESULT_VIEW,
    Permission.INSPECT,
    Permission.AUDIT_VIEW,
)
FORMS = (("mau-01", "Mẫu 01"), ("mau-02", "Mẫu 02"))
RELATED = ("product", "producer", "unit", "criteria_set", "adviser", "round", "assessment")


def fetch(request: HttpRequest, code: str) -> Dossier:
    """The dossier, if this office may see it."""
    return get_visible_or_404(Dossier.objects.select_related(*RELATED), request.acting, code=code)  # type: ignore[attr-defined]


def frame(request: HttpRequest, dossier: Dossier, **extra: Any) -> dict[str, Any]:
    """What every page of an office's dossier shows around its content."""
    acting, at = request.acting, now()  # type: ignore[attr-defined]
    days = queries.days_left(dossier.due_on, local_date(at))
    works = any(acting.may(one) for one in WORKERS)
    return {
        "dossier": dossier,
        "badge": state_badge(dossier),
        "state": state_of(dossier),
        "days": days,
        "tabs": _tabs(request, dossier),
        "actions": buttons(dossier, acting, at),
        "crumbs": [
            *([{"label": "Hồ sơ", "url": reverse("dossiers:office-queue")}] if works else []),
            {"label": dossier.code, "url": ""},
        ],
        **extra,
    }


def _tabs(request: HttpRequest, dossier: Dossier) -> list[dict[str, Any]]:
    own = [
        ("Hồ sơ", "office"),
        ("Thành phần", "office-composition"),
        ("Mẫu 03 của xã", "office-assessment"),
        ("Tổ tư vấn", "office-appraisal"),
        ("Diễn biến", "office-history"),
    ]
    rows = [{"label": label, "url": reverse(f"dossiers:{name}", args=[dossier.code])} for label, name in own]
    for row in rows:
        row["active"] = request.path == row["url"]
        row["count"] = None
    return rows + tabs_for("dossier", dossier, request)


Check = Callable[..., None]


@dataclass(frozen=True)
class Offer:
    """A move that an office may be offered: its words, its page, and the rule that is asked."""

    move: str
    label: str
    page: str
    check: Check
    kind: str = "primary"


def _report_rule(dossier: Dossier, *, by: Any, at: Any) -> None:
    appraisal_rules.check_can_report(dossier, by=by, at=at, appraisal=_draft(dossier))


def _rerun_rule(dossier: Dossier, *, by: Any, at: Any) -> None:
    province_rules.check_office(dossier, by)


OFFERS = (
    Offer("accept", "Tiếp nhận", "office-accept", commune_rules.check_can_accept),
    Offer("forward", "Đề nghị lên tỉnh", "office-forward", commune_rules.check_can_forward),
    Offer("return", "Trả lại để bổ sung", "office-return", commune_rules.check_can_return, "danger"),
    Offer("receive", "Tiếp nhận", "office-receive", province_rules.check_can_receive),
    Offer("receive_central", "Tiếp nhận", "office-receive", province_rules.check_can_receive),
    Offer("assign", "Giao Tổ tư vấn", "office-assign", province_rules.check_can_assign),
    Offer("report", "Nộp báo cáo", "office-report", _report_rule),
    Offer("schedule", "Xếp vào đợt", "office-schedule", round_rules.check_can_schedule),
    Offer("schedule_central", "Xếp vào đợt", "office-schedule", round_rules.check_can_schedule),
    Offer("unschedule", "Rút khỏi đợt", "office-unschedule", round_rules.check_can_unschedule, "secondary"),
    Offer(
        "unschedule_central",
        "Rút khỏi đợt",
        "office-unschedule",
        round_rules.check_can_unschedule,
        "secondary",
    ),
    Offer("ask", "Yêu cầu bổ sung", "office-ask", province_rules.check_can_ask, "secondary"),
    Offer("rerun", "Đánh giá lại ở tỉnh", "office-rerun", _rerun_rule, "secondary"),
    Offer("disqualify", "Loại hồ sơ", "office-disqualify", province_rules.check_can_disqualify, "danger"),
)


def buttons(dossier: Dossier, acting: Any, at: Any) -> list[Button]:
    """The moves of this state that this role has; refused ones show why."""
    open_moves = DOSSIER.moves_from(dossier.state)
    return [
        Button(
            offer.label,
            reverse(f"dossiers:{offer.page}", args=[dossier.code]),
            offer.kind,
            reason=allowed(offer.check, dossier, by=acting, at=at).reason,
        )
        for offer in OFFERS
        if offer.move in open_moves and acting.may(Permission(DOSSIER.moves[offer.move].permission))
    ]


def _draft(dossier: Dossier) -> Any:
    return (
        next((a for a in dossier.appraisals.all() if a.reported_at is None), None)
        if dossier.state == "appraising"
        else None
    )


@guard(*SEERS)
def dossier_page(request: HttpRequest, code: str) -> HttpResponse:
    """What was submitted, criterion by criterion, with the files.  # queries: 12"""
    dossier = fetch(request, code)
    version = dossier.versions.last()
    facts = [
        Fact("Chủ thể", dossier.producer.name),
        Fact("Sản phẩm", dossier.product.name),
        Fact("Bộ tiêu chí", str(dossier.criteria_set)),
        Fact("Loại hồ sơ", dossier.get_kind_display()),
        Fact("Nơi nộp", dossier.unit.full_name),
        Fact("Phiếu số", dossier.receipt_no, missing="Cấp khi xã tiếp nhận"),
        Fact("Mã sản phẩm", dossier.product.official_code),
    ]
    said = (
        {
            "contents": contents_of(version),
            "producer_facts": producer_facts(version),
            "product_facts": product_facts(version),
        }
        if version
        else {}
    )
    return render(
        request,
        "dossiers/office/dossier.html",
        frame(request, dossier, facts=facts, version=version, papers=FORMS, **said),
    )


@guard(*SEERS)
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Who did what, when, in words.  # queries: 9"""
    dossier = fetch(request, code)
    returns = dossier.returns.prefetch_related("items")
    return render(
        request,
        "dossiers/office/history.html",
        frame(request, dossier, items=happenings(dossier), returns=returns),
    )
