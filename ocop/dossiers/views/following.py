"""After handing in: the way so far, versions compared, a return answered item by item."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.dossiers.actions import answering
from ocop.dossiers.forms.draft import AnswerForm
from ocop.dossiers.models import Dossier, ReturnItem
from ocop.dossiers.queries.comparing import differences
from ocop.dossiers.queries.progress import holder_of, steps_taken
from ocop.dossiers.views.producer_frame import WRITES, fetch, frame


@guard(Permission.DOSSIER_VIEW)
def timeline(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    dossier = fetch(request, code)
    context = frame(
        request, dossier, "Diễn biến", items=steps_taken(dossier), holder=holder_of(dossier, today())
    )
    return render(request, "dossiers/timeline.html", context)


@guard(Permission.DOSSIER_VIEW)
def compare(request: HttpRequest, code: str) -> HttpResponse:  # queries: 9
    """The last version beside the one before it, or beside `?voi=1`."""
    dossier = fetch(request, code)
    versions = list(dossier.versions.order_by("number"))
    if len(versions) < 2:
        raise Http404("one version only")
    chosen = request.GET.get("voi", "")
    old = next((one for one in versions[:-1] if str(one.number) == chosen), versions[-2])
    rows = differences(old.manifest, versions[-1].manifest)
    context = frame(
        request, dossier, "So sánh các bản", old=old, new=versions[-1], rows=rows, versions=versions[:-1]
    )
    return render(request, "dossiers/compare.html", context)


@guard(*WRITES)
@once
def answer(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    """Each item of the return: reason, where to mend, own answer."""
    dossier = fetch(request, code)
    returned = dossier.returns.filter(answered_at=None).prefetch_related("items").first()
    if returned is None:
        raise Http404("nothing to answer")
    posted = next((item for item in returned.items.all() if str(item.pk) == request.POST.get("item")), None)
    form = AnswerForm(request.POST) if posted else None
    if posted and form and form.is_valid():
        with refusals_on(form):
            answering.answer_item(
                item=posted, answer=form.cleaned_data["answer"], by=request.acting, at=now()
            )  # type: ignore[attr-defined]
            messages.success(request, f"Đã ghi trả lời mục “{posted.label}”.")
            return redirect("dossiers:answer", code=code)
    rows = [_row(dossier, item, form if item == posted else None) for item in returned.items.all()]
    left = sum(not row["item"].done for row in rows)
    return render(
        request,
        "dossiers/answer.html",
        frame(request, dossier, "Trả lời yêu cầu bổ sung", returned=returned, rows=rows, left=left),
    )


def _row(dossier: Dossier, item: ReturnItem, form: AnswerForm | None) -> dict[str, object]:
    form = form or AnswerForm(initial={"answer": item.answer}, auto_id=f"id_{item.pk}_%s")
    return {"item": item, "form": form, "url": mend_url(dossier, item.where)}


def mend_url(dossier: Dossier, where: str) -> str:
    """A return names a criterion, a section, "evidence:<code>", "producer" or "product"."""
    tree = dossier.criteria_set.criteria_set
    sort, _, key = where.partition(":")
    if sort == "evidence" and key:
        return reverse("producers:paper", args=[key])
    code = key or where
    if tree.has(code):
        return reverse("dossiers:criterion", args=[dossier.code, code])
    if where in ("producer", "product"):
        name, owner = (
            ("producers:edit", dossier.producer)
            if where == "producer"
            else ("products:edit", dossier.product)
        )
        return f"{reverse(name, args=[owner.code])}?ve={reverse('dossiers:answer', args=[dossier.code])}"
    from ocop.dossiers.queries.facts import sections_of

    if any(one.key == code for one in sections_of(dossier)):
        return reverse("dossiers:section", args=[dossier.code, code])
    return dossier.get_absolute_url()
