"""One criterion: option, own words, papers. Saved as typed; works the same without JavaScript."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.dossiers.actions import drafting, linking
from ocop.dossiers.forms.draft import posted, read_choice
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import parties
from ocop.dossiers.queries.criterion import criterion_context, stored_words
from ocop.dossiers.queries.drafts import criterion_print
from ocop.dossiers.queries.score import live_score
from ocop.dossiers.views.producer_frame import WRITES, fetch, frame
from ocop.dossiers.views.saving import saved, stale
from ocop.producers.actions import vault
from ocop.producers.intake import UploadForm
from ocop.rulebook.criteria import Criterion


def _criterion(dossier: Dossier, code: str) -> Criterion:
    tree = dossier.criteria_set.criteria_set
    if not tree.has(code):
        raise Http404("no such criterion")
    return tree.criterion(code)


@transaction.atomic
def _save(
    request: HttpRequest, dossier: Dossier, criterion: Criterion, *, fields: set[str] | None = None
) -> Dossier:
    """Keep what was sent; `fields` limits it to what an autosave names."""
    sent = fields if fields is not None else {"choice", "comment", "paper"}
    if sent & {"choice", "comment"}:
        dossier = _save_answer(request, dossier, criterion, sent)
    if "paper" in sent:
        chosen, shown = set(posted(request.POST, "paper")), set(posted(request.POST, "shown"))
        by = request.acting  # type: ignore[attr-defined]
        linking.set_links(
            dossier=dossier, criterion=criterion.code, chosen=chosen, shown=shown, by=by, at=now()
        )
    return dossier


def _save_answer(request: HttpRequest, dossier: Dossier, criterion: Criterion, sent: set[str]) -> Dossier:
    code, post = criterion.code, request.POST
    choice = read_choice(criterion, posted(post, "choice")) if "choice" in sent else dossier.choices.get(code)
    comment = post.get("comment", "") if "comment" in sent else dossier.comments.get(code, "")
    by, seen = request.acting, post.get("seen", "")[:20]  # type: ignore[attr-defined]
    return drafting.save_choice(
        dossier=dossier, criterion=code, choice=choice, comment=comment, by=by, at=now(), seen=seen
    )


@guard(*WRITES)
def criterion_page(request: HttpRequest, code: str, criterion: str) -> HttpResponse:  # queries: 11
    dossier = fetch(request, code)
    parties.check_can_edit(dossier, by=request.acting, at=now())  # type: ignore[attr-defined]
    one = _criterion(dossier, criterion)
    error, status, conflict = "", 200, None
    if request.method == "POST":
        try:
            dossier = _save(request, dossier, one)
            return redirect(_then(request, dossier, one))
        except StaleWrite as refusal:
            dossier = fetch(request, code)
            error, status, conflict = refusal.sentence, 409, stored_words(dossier, one)
        except RuleBroken as refusal:
            error, status = refusal.sentence, 422
    context = criterion_context(
        dossier, one, today(), typed=request.POST if request.method == "POST" else None
    )
    context |= {"error": error, "conflict": conflict, "score": live_score(dossier)}
    return render(
        request,
        "dossiers/criterion.html",
        frame(request, dossier, f"Tiêu chí {criterion}", **context),
        status=status,
    )


def _then(request: HttpRequest, dossier: Dossier, one: Criterion) -> str:
    """Where the pressed button leads: next criterion, upload, or the same page."""
    codes = [criterion.code for criterion in dossier.criteria_set.criteria_set.criteria]
    place, then = codes.index(one.code), request.POST.get("then", "")
    if then == "upload":
        return reverse("dossiers:criterion-upload", args=[dossier.code, one.code])
    if then == "next" and place + 1 < len(codes):
        return reverse("dossiers:criterion", args=[dossier.code, codes[place + 1]])
    if then in ("next", "list"):
        return dossier.get_absolute_url()
    messages.success(request, "Đã lưu.")
    return request.path


@require_POST
@guard(*WRITES)
def autosave(request: HttpRequest, code: str, criterion: str) -> JsonResponse:  # queries: 16
    """Saves the fields named in `_field`; a stale one is answered 409 with both versions, nothing is overwritten."""
    dossier = fetch(request, code)
    one = _criterion(dossier, criterion)
    try:
        dossier = _save(request, dossier, one, fields=set(posted(request.POST, "_field")))
    except StaleWrite as refusal:
        return stale(
            refusal, stored=stored_words(fetch(request, code), one), typed=request.POST.get("comment", "")
        )
    return saved(now(), show=live_score(dossier).shown(), fresh=criterion_print(dossier, one.code))


@guard(*WRITES)
@once
def upload(request: HttpRequest, code: str, criterion: str) -> HttpResponse:  # queries: 11
    """A new paper goes into the vault and is linked here at once."""
    dossier = fetch(request, code)
    by, at = request.acting, now()  # type: ignore[attr-defined]
    parties.check_can_edit(dossier, by=by, at=at)
    one = _criterion(dossier, criterion)
    context: dict[str, Any] = criterion_context(dossier, one, today())
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"subject": context["first_subject"]}
    )
    file = form.take_file(by=by, at=at) if request.method == "POST" else None
    if file and form.is_valid():
        with refusals_on(form):
            with transaction.atomic():
                paper = vault.add_evidence(producer=dossier.producer, file=file, by=by, at=at, **form.paper)
                linking.link_evidence(dossier=dossier, criterion=one.code, evidence=paper, by=by, at=at)
            messages.success(request, f"Đã thêm “{paper.title}” vào kho và gắn vào tiêu chí {one.code}.")
            return redirect("dossiers:criterion", code=code, criterion=one.code)
    return render(
        request,
        "dossiers/criterion_upload.html",
        frame(request, dossier, f"Thêm giấy tờ cho tiêu chí {one.code}", form=form, **context),
    )
