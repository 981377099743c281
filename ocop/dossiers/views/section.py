"""One page of Mẫu 02."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.guards import guard
from ocop.dossiers.actions import drafting
from ocop.dossiers.form_specs import SectionSpec
from ocop.dossiers.forms.draft import SectionForm, posted
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import parties
from ocop.dossiers.queries.drafts import section_print
from ocop.dossiers.queries.facts import sections_of
from ocop.dossiers.views.producer_frame import WRITES, fetch, frame
from ocop.dossiers.views.saving import saved, stale


def _spec(dossier: Dossier, key: str) -> SectionSpec:
    found = next((one for one in sections_of(dossier) if one.key == key), None)
    if found is None:
        raise Http404("no such section")
    return found


@guard(*WRITES)
def section_page(request: HttpRequest, code: str, section: str) -> HttpResponse:  # queries: 6
    dossier = fetch(request, code)
    by = request.acting  # type: ignore[attr-defined]
    parties.check_can_edit(dossier, by=by, at=now())
    spec = _spec(dossier, section)
    form = SectionForm(request.POST or None, spec=spec, answers=dossier.answers.get(section, {}))
    status, conflict = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, dossier, section, form)
            return redirect(_then(request, dossier, section))
        except StaleWrite as refusal:
            dossier = fetch(request, code)
            form.add_error(None, refusal.sentence)
            status, conflict = 409, _stored(spec, dossier)
    seen = section_print(dossier, section)
    context = frame(request, dossier, spec.title, spec=spec, form=form, conflict=conflict, seen=seen)
    return render(request, "dossiers/section.html", context, status=status)


def _keep(request: HttpRequest, dossier: Dossier, section: str, form: SectionForm) -> Dossier:
    by, seen = request.acting, request.POST.get("seen", "")[:20]  # type: ignore[attr-defined]
    return drafting.save_section(
        dossier=dossier, section=section, values=form.values, by=by, at=now(), seen=seen
    )


def _stored(spec: SectionSpec, dossier: Dossier) -> list[tuple[str, str]]:
    kept = dossier.answers.get(spec.key, {})
    return [(field.label, kept[field.key]) for field in spec.fields if kept.get(field.key)]


def _then(request: HttpRequest, dossier: Dossier, section: str) -> str:
    keys = [one.key for one in sections_of(dossier)]
    place = keys.index(section)
    if request.POST.get("then") == "next" and place + 1 < len(keys):
        return reverse("dossiers:section", args=[dossier.code, keys[place + 1]])
    if request.POST.get("then"):
        return dossier.get_absolute_url()
    messages.success(request, "Đã lưu.")
    return request.path


@require_POST
@guard(*WRITES)
def autosave(request: HttpRequest, code: str, section: str) -> JsonResponse:  # queries: 12
    dossier = fetch(request, code)
    spec = _spec(dossier, section)
    form = SectionForm(request.POST, spec=spec).only(set(posted(request.POST, "_field")))
    if not form.is_valid():
        words = "; ".join(f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items())
        return JsonResponse({"error": words, "code": "draft.invalid"}, status=422)
    try:
        dossier = _keep(request, dossier, section, form)
    except StaleWrite as refusal:
        kept = "; ".join(f"{label}: {text[:200]}" for label, text in _stored(spec, fetch(request, code)))
        return stale(refusal, stored=kept, typed=form.values)
    except RuleBroken as refusal:
        return JsonResponse({"error": refusal.sentence, "code": refusal.code}, status=422)
    return saved(now(), fresh=section_print(dossier, section))
