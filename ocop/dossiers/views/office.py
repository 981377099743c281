"""One dossier as an office sees it: contents, composition, Mẫu 03, history, and the buttons of the moment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import local_date, now
from ocop.core.components import Button, Fact
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.nav import tabs_for
from ocop.core.permissions import Permission
from ocop.core.policy import Allowed, allowed
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

SEERS = (Permission.DOSSIER_CHECK, Permission.DOSSIER_RECEIVE, Permission.APPRAISAL_WRITE, Permission.COUNCIL_MANAGE, Permission.RESULT_VIEW,
         Permission.INSPECT, Permission.AUDIT_VIEW)
RELATED = ("product", "producer", "unit", "criteria_set", "adviser", "round", "assessment")


def fetch(request: HttpRequest, code: str) -> Dossier:
    """The dossier, if this office may see it."""
    return get_visible_or_404(Dossier.objects.select_related(*RELATED), request.acting, code=code)  # type: ignore[attr-defined]


def frame(request: HttpRequest, dossier: Dossier, **extra: Any) -> dict[str, Any]:
    """What every page of an office's dossier shows around its content."""
    acting, at = request.acting, now()  # type: ignore[attr-defined]
    days = queries.days_left(dossier.due_on, local_date(at))
    return {
        "dossier": dossier, "badge": state_badge(dossier), "state": state_of(dossier), "days": days,
        "tabs": _tabs(request, dossier), "actions": buttons(dossier, acting, at),
        "crumbs": [{"label": "Hồ sơ", "url": reverse("dossiers:office-queue")}, {"label": dossier.code, "url": ""}], **extra,
    }


def _tabs(request: HttpRequest, dossier: Dossier) -> list[dict[str, Any]]:
    own = [("Hồ sơ", "office"), ("Thành phần", "office-composition"), ("Mẫu 03 của xã", "office-assessment"), ("Tổ tư vấn", "office-appraisal"),
           ("Diễn biến", "office-history")]
    rows = [{"label": label, "url": reverse(f"dossiers:{name}", args=[dossier.code])} for label, name in own]
    for row in rows:
        row["active"] = request.path == row["url"]
        row["count"] = None
    return rows + tabs_for("dossier", dossier, request)


def buttons(dossier: Dossier, acting: Any, at: Any) -> list[Button]:
    """The moves of this state that this role has; refused ones show why."""
    offered = []
    for name, label, url_name, kind, answer in _offers(dossier, acting, at):
        if name in DOSSIER.moves_from(dossier.state) and acting.may(Permission(DOSSIER.moves[name].permission)):
            offered.append(Button(label, reverse(f"dossiers:{url_name}", args=[dossier.code]), kind, reason=answer.reason))
    return offered


def _offers(d: Dossier, by: Any, at: Any) -> list[tuple[str, str, str, str, Allowed]]:
    ask = {"by": by, "at": at}
    return [
        ("accept", "Tiếp nhận", "office-accept", "primary", allowed(commune_rules.check_can_accept, d, **ask)),
        ("forward", "Đề nghị lên tỉnh", "office-forward", "primary", allowed(commune_rules.check_can_forward, d, **ask)),
        ("return", "Trả lại để bổ sung", "office-return", "danger", allowed(commune_rules.check_can_return, d, **ask)),
        ("receive", "Tiếp nhận", "office-receive", "primary", allowed(province_rules.check_can_receive, d, **ask)),
        ("receive_central", "Tiếp nhận", "office-receive", "primary", allowed(province_rules.check_can_receive, d, **ask)),
        ("assign", "Giao Tổ tư vấn", "office-assign", "primary", allowed(province_rules.check_can_assign, d, **ask)),
        ("report", "Nộp báo cáo", "office-report", "primary", allowed(appraisal_rules.check_can_report, d, **ask, appraisal=_draft(d))),
        ("schedule", "Xếp vào đợt", "office-schedule", "primary", allowed(round_rules.check_can_schedule, d, **ask)),
        ("schedule_central", "Xếp vào đợt", "office-schedule", "primary", allowed(round_rules.check_can_schedule, d, **ask)),
        ("unschedule", "Rút khỏi đợt", "office-unschedule", "secondary", allowed(round_rules.check_can_unschedule, d, **ask)),
        ("unschedule_central", "Rút khỏi đợt", "office-unschedule", "secondary", allowed(round_rules.check_can_unschedule, d, **ask)),
        ("ask", "Yêu cầu bổ sung", "office-ask", "secondary", allowed(province_rules.check_can_ask, d, **ask)),
        ("rerun", "Đánh giá lại ở tỉnh", "office-rerun", "secondary", allowed(province_rules.check_office, d, by)),
        ("disqualify", "Loại hồ sơ", "office-disqualify", "danger", allowed(province_rules.check_can_disqualify, d, **ask)),
    ]


def _draft(dossier: Dossier) -> Any:
    return next((a for a in dossier.appraisals.all() if a.reported_at is None), None) if dossier.state == "appraising" else None


@guard(*SEERS)
def dossier_page(request: HttpRequest, code: str) -> HttpResponse:
    """What was submitted, criterion by criterion, with the files.  # queries: 12"""
    dossier = fetch(request, code)
    version = dossier.versions.last()
    facts = [Fact("Chủ thể", dossier.producer.name), Fact("Sản phẩm", dossier.product.name), Fact("Bộ tiêu chí", str(dossier.criteria_set)),
             Fact("Loại hồ sơ", dossier.get_kind_display()), Fact("Nơi nộp", dossier.unit.full_name),
             Fact("Phiếu số", dossier.receipt_no, missing="Cấp khi xã tiếp nhận"), Fact("Mã sản phẩm", dossier.product.official_code)]
    said = {"contents": contents_of(version), "producer_facts": producer_facts(version), "product_facts": product_facts(version)} if version else {}
    return render(request, "dossiers/office/dossier.html", frame(request, dossier, facts=facts, version=version, **said))


@guard(*SEERS)
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Who did what, when, in words.  # queries: 9"""
    dossier = fetch(request, code)
    returns = dossier.returns.prefetch_related("items")
    return render(request, "dossiers/office/history.html", frame(request, dossier, items=happenings(dossier), returns=returns))

