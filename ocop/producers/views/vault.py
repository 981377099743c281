"""The vault: list, add, newer copy, take out, where used."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Badge, Button, Crumb
from ocop.core.components import Evidence as Card
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.producers import policies
from ocop.producers.actions import vault as actions
from ocop.producers.forms.vault import VaultFilterForm
from ocop.producers.intake import UploadForm
from ocop.producers.models import Evidence, EvidenceVersion, Producer
from ocop.producers.queries import expiry_state, subjects, vault

KEEPS = (Permission.EVIDENCE_EDIT, Permission.DESK_ENTRY)
ICONS = {
    "expired": "exclamation-octagon",
    "expiring": "hourglass-split",
    "valid": "check-circle",
    "retired": "archive",
    "open": "dash-circle",
}


def keeper(request: HttpRequest, code: str) -> Producer:
    """The producer whose vault is meant: by its code, else the one acted for."""
    acting = request.acting  # type: ignore[attr-defined]
    lookup = {"code": code} if code else {"pk": acting.party_id or 0}
    producer = get_visible_or_404(Producer, acting, **lookup)
    policies.check_can_edit_vault(producer, by=acting)
    return producer


@guard(*KEEPS)
def listing(request: HttpRequest, code: str = "") -> HttpResponse:  # queries: 10
    producer = keeper(request, code)
    form = VaultFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = vault(
        [producer.pk],
        words=chosen.get("q", ""),
        subject=chosen.get("loai", ""),
        state=chosen.get("han", ""),
        on=today(),
    )
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True, size=30)
    context = {
        "producer": producer,
        "form": form,
        "page": page,
        "filtered": any(chosen.values()),
        "cards": [card_of(paper) for paper in page.rows],
        "actions": [
            Button("Thêm giấy tờ", reverse("producers:vault-add", args=[producer.code]), "primary", "plus-lg")
        ],
    }
    return render(request, "producers/vault.html", context)


def card_of(paper: Evidence, **more: Any) -> Card:
    """A paper as the evidence card shows it; `versions__file` should be prefetched."""
    state, words, tone = expiry_state(paper, today())
    version = paper.current
    file = version.file if version else None
    return Card(
        title=paper.title,
        url=reverse("producers:paper", args=[paper.code]),
        number=paper.number,
        issuer=paper.issuer,
        issued_on=paper.issued_on,
        expires_on=paper.expires_on,
        status=Badge(words, tone, ICONS[state]),
        file_name=file.name if file else "",
        size=file.size if file else None,
        **more,
    )


@guard(*KEEPS)
@once
def add(request: HttpRequest, code: str = "") -> HttpResponse:  # queries: 6
    producer = keeper(request, code)
    form = UploadForm(
        posted(request), request.FILES or None, initial={"subject": request.GET.get("loai", "")}
    )
    by, at = request.acting, now()  # type: ignore[attr-defined]
    file = form.take_file(by=by, at=at) if request.method == "POST" else None
    if file and form.is_valid():
        with refusals_on(form):
            paper = actions.add_evidence(producer=producer, file=file, by=by, at=at, **form.paper)
            messages.success(
                request,
                f"Đã thêm “{paper.title}” vào kho. Giấy tờ này dùng được cho nhiều tiêu chí, nhiều hồ sơ.",
            )
            return redirect("producers:vault-of", code=producer.code)
    return render(request, "producers/vault_add.html", {"producer": producer, "form": form})


def _paper(request: HttpRequest, code: str) -> Evidence:
    papers = Evidence.objects.select_related("producer").prefetch_related(
        "versions__file__copies", "versions__added_by"
    )
    return get_visible_or_404(papers, request.acting, code=code)  # type: ignore[attr-defined]


@guard(*KEEPS)
def paper_page(request: HttpRequest, code: str) -> HttpResponse:  # queries: 12
    """Particulars, versions, and where the paper is used."""
    paper = _paper(request, code)
    by = request.acting  # type: ignore[attr-defined]
    policies.check_can_edit_vault(paper.producer, by=by)
    may_change = allowed(policies.check_can_change_paper, paper, by=by)
    links = paper.links.select_related("dossier__product").order_by("-dossier__created_at", "criterion")
    uses = paper.uses.select_related("version__dossier__product").order_by("-version__submitted_at")
    context = {
        "paper": paper,
        "card": card_of(paper),
        "subject": subjects().get(paper.subject, paper.subject),
        "links": links,
        "uses": uses,
        "versions": [_version_card(one) for one in reversed(paper.versions.all())],
        "actions": _buttons(paper, may_change.reason),
        "crumbs": [Crumb("Kho minh chứng", reverse("producers:vault-of", args=[paper.producer.code]))],
    }
    return render(request, "producers/paper.html", context)


def _version_card(version: EvidenceVersion) -> Card:
    file = version.file
    url = file.get_absolute_url() if file.is_checked else ""
    status = None if file.is_checked else Badge(file.get_state_display(), "warning", "hourglass-split")
    return Card(
        f"Bản {version.version}, thêm {version.added_at:%d/%m/%Y}",
        url,
        version.number,
        version.issuer,
        version.issued_on,
        version.expires_on,
        file.name,
        file.size,
        file.sha256,
        status=status,
    )


def _buttons(paper: Evidence, reason: str) -> list[Button]:
    return [
        Button(
            "Thêm bản mới hoặc sửa",
            reverse("producers:paper-version", args=[paper.code]),
            "primary",
            "pencil",
            reason,
        ),
        Button(
            "Bỏ khỏi kho", reverse("producers:paper-retire", args=[paper.code]), "danger", "archive", reason
        ),
    ]


@guard(*KEEPS)
@once
def new_version(request: HttpRequest, code: str) -> HttpResponse:  # queries: 10
    """A newer copy, or corrected particulars over the same file."""
    paper = _paper(request, code)
    by = request.acting  # type: ignore[attr-defined]
    policies.check_can_change_paper(paper, by=by)
    form = UploadForm(posted(request), request.FILES or None, paper=paper, needs_file=False)
    at = now()
    file = form.take_file(by=by, at=at) if request.method == "POST" else None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.add_version(evidence=paper, file=file, by=by, at=at, **form.paper)
            messages.success(
                request, "Đã ghi bản mới. Hồ sơ đã nộp vẫn giữ bản cũ; hồ sơ đang soạn dùng bản mới."
            )
            return redirect("producers:paper", code=code)
    return render(request, "producers/paper_version.html", {"paper": paper, "form": form})


@guard(*KEEPS)
@once
def retire(request: HttpRequest, code: str) -> HttpResponse:  # queries: 10
    paper = _paper(request, code)
    by = request.acting  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.retire_evidence(evidence=paper, by=by, at=now())
        messages.success(request, f"Đã bỏ “{paper.title}” khỏi kho. Bản trong hồ sơ đã nộp vẫn còn.")
        return redirect("producers:vault-of", code=paper.producer.code)
    reason = allowed(policies.check_can_change_paper, paper, by=by).reason
    return render(request, "producers/paper_retire.html", {"paper": paper, "reason": reason})
