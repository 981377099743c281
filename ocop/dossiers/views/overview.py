"""The dossier's own page for those who write it: the task list while drafting, the way it takes afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import local_date, now, today
from ocop.core.components import Button
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.dossiers.actions import starting
from ocop.dossiers.forms.draft import KindForm
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import parties, submitting
from ocop.dossiers.policies import starting as starting_rules
from ocop.dossiers.queries.drafts import carried_over
from ocop.dossiers.queries.findings import blocking
from ocop.dossiers.queries.overview import overview
from ocop.dossiers.queries.score import live_score
from ocop.dossiers.views.producer_frame import RELATED, WRITES, fetch, frame, with_way


@guard(Permission.DOSSIER_VIEW)
def dossier_page(request: HttpRequest, code: str) -> HttpResponse:  # queries: 15
    """One address for all: offices that do not write it are led to their own page."""
    by = request.acting  # type: ignore[attr-defined]
    dossier = get_visible_or_404(Dossier.objects.select_related(*RELATED), by, code=code)
    if not (
        by.party_id or (parties.is_desk(dossier, by) and dossier.state in ("draft", "awaiting_confirmation"))
    ):
        return redirect("dossiers:office", code=code)
    editable = allowed(parties.check_can_edit, dossier, by=by, at=now())
    context = frame(request, dossier, editable=editable, **with_way(request, dossier))
    context |= (
        _draft(dossier) if editable else {"versions": dossier.versions.defer("manifest").order_by("-number")}
    )
    context["actions"] = _buttons(request, dossier)
    return render(request, "dossiers/draft.html" if editable else "dossiers/handed_in.html", context)


def _draft(dossier: Dossier) -> dict[str, Any]:
    groups, findings = overview(dossier, today())
    return {
        "groups": groups,
        "left": len(blocking(findings)),
        "score": live_score(dossier),
        "carried": carried_over(dossier, today()),
        "returned": dossier.returns.filter(answered_at=None).prefetch_related("items").first(),
    }


def _buttons(request: HttpRequest, dossier: Dossier) -> list[Button]:
    by, at = request.acting, now()  # type: ignore[attr-defined]
    found = []
    if dossier.state == "awaiting_confirmation" and by.party_id:
        found += [
            _button("Đọc lại và xác nhận", "submit", dossier, "primary"),
        ]
        if allowed(submitting.check_can_decline, dossier, by=by, at=at):
            found.append(_button("Chưa đồng ý", "decline", dossier, "secondary"))
    if dossier.state in parties.WRITABLE:
        found.append(_button("Kiểm tra trước khi nộp", "precheck", dossier, "primary"))
    if dossier.desk and not by.party_id and dossier.state == "draft":
        found.append(
            _button(
                "Gửi chủ thể xác nhận",
                "offer",
                dossier,
                "secondary",
                allowed(submitting.check_can_offer, dossier, by=by, at=at).reason,
            )
        )
    withdraw = allowed(submitting.check_can_withdraw, dossier, by=by, at=at)
    if withdraw:
        found.append(_button("Rút hồ sơ", "withdraw", dossier, "quiet"))
    return found


def _button(label: str, name: str, dossier: Dossier, kind: str, reason: str = "") -> Button:
    return Button(label, reverse(f"dossiers:{name}", args=[dossier.code]), kind, reason=reason)


@guard(*WRITES)
def change_kind(request: HttpRequest, code: str) -> HttpResponse:  # queries: 14
    dossier = fetch(request, code)
    by, at = request.acting, now()  # type: ignore[attr-defined]
    parties.check_can_edit(dossier, by=by, at=at)
    form = KindForm(posted(request), initial={"kind": dossier.kind})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            starting.change_kind(dossier=dossier, kind=form.cleaned_data["kind"], by=by, at=at)
            messages.success(request, "Đã đổi loại hồ sơ.")
            return redirect(dossier.get_absolute_url())
    why = {
        kind: allowed(
            starting_rules.check_kind,
            starting_rules.standing_of(dossier.product, local_date(at)),
            kind,
            local_date(at),
        ).reason
        for kind, _ in form.fields["kind"].choices
    }  # type: ignore[attr-defined]
    return render(
        request,
        "dossiers/kind.html",
        frame(request, dossier, "Loại hồ sơ", form=form, why=[x for x in why.values() if x]),
    )
