"""The papers that offices write on a dossier: composition, Mẫu 03, the advisory group's report."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.core.clock import now
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.policy import allowed
from ocop.dossiers.actions import appraisal as appraisal_actions
from ocop.dossiers.actions import commune as actions
from ocop.dossiers.forms.office import AppraisalForm, AssessmentForm, CompositionForm
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import appraisal as appraisal_rules
from ocop.dossiers.policies import commune as rules
from ocop.dossiers.queries.contents import contents_of
from ocop.dossiers.queries.papers import appraisal_facts, assessment_facts
from ocop.dossiers.views.office import SEERS, fetch, frame

ASSESSMENT_PAPERS = (("mau-03", "Mẫu 03"), ("cong-van", "Văn bản đề nghị"))
APPRAISAL_PAPERS = (("bao-cao-to-tu-van", "Báo cáo của Tổ tư vấn"),)


@guard(*SEERS)
def composition(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist of composition; read-only for everyone but the commune.  # queries: 11"""
    dossier, at = fetch(request, code), now()
    items = rules.composition_items(dossier)
    form = CompositionForm(posted(request), dossier=dossier, items=items)
    answer = allowed(rules.check_can_check, dossier, by=request.acting, at=at)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.record_composition(dossier=dossier, checks=form.checks(), by=request.acting, at=at)  # type: ignore[attr-defined]
            messages.success(request, "Đã ghi kiểm tra thành phần.")
            return redirect(request.path)
    page = frame(request, dossier, form=form, may=answer, checks=_checks(dossier, items))
    return render(
        request, "dossiers/office/composition.html", page, status=422 if request.method == "POST" else 200
    )


def _checks(dossier: Dossier, items: tuple) -> list[dict[str, Any]]:
    found = {check.key: check for check in dossier.composition.all()}
    return [{"item": item, "check": found.get(item.key)} for item in items]


@guard(*SEERS)
def assessment(request: HttpRequest, code: str) -> HttpResponse:
    """Mẫu 03: written by the commune, read by the others.  # queries: 12"""
    dossier, at = fetch(request, code), now()
    written = getattr(dossier, "assessment", None)
    form = AssessmentForm(
        posted(request),
        contents=written.contents if written else {},
        evidence=_evidence(dossier),
        initial=_initial(written, AssessmentForm.base_fields),
    )
    answer = allowed(rules.check_can_check, dossier, by=request.acting, at=at)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.save_assessment(
                dossier=dossier, contents=form.contents(), by=request.acting, at=at, **form.own_fields()
            )  # type: ignore[attr-defined]
            messages.success(request, "Đã ghi Mẫu 03.")
            return redirect(request.path)
    page = frame(
        request,
        dossier,
        form=form,
        may=answer,
        written=written,
        open_points=rules.open_points(dossier) if answer else [],
        facts=assessment_facts(written) if written else [],
        papers=ASSESSMENT_PAPERS,
    )
    return render(
        request, "dossiers/office/assessment.html", page, status=422 if request.method == "POST" else 200
    )


def _evidence(dossier: Dossier) -> list[tuple[str, str]]:
    version = dossier.versions.last()
    return [(paper["code"], paper["title"]) for paper in version.manifest["evidence"]] if version else []


def _initial(record: Any, names: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names if hasattr(record, name)} if record else {}


@guard(*SEERS)
def appraisal(request: HttpRequest, code: str) -> HttpResponse:
    """The advisory group's report; a remark per criterion, no points.  # queries: 13"""
    dossier, at = fetch(request, code), now()
    written = dossier.appraisals.prefetch_related("notes").first()
    notes = {note.criterion: note for note in written.notes.all()} if written else {}
    criteria = list(dossier.criteria_set.criteria_set.criteria)
    initial = _initial(written, AppraisalForm.base_fields)
    initial["recommended"] = {True: "yes", False: "no"}.get(initial.get("recommended"))  # type: ignore[arg-type]
    form = AppraisalForm(posted(request), criteria=criteria, notes=notes, initial=initial)
    answer = allowed(appraisal_rules.check_can_appraise, dossier, by=request.acting, at=at)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            appraisal_actions.save_appraisal(
                dossier=dossier, notes=form.notes(), by=request.acting, at=at, **form.own_fields()
            )  # type: ignore[attr-defined]
            messages.success(request, "Đã ghi báo cáo.")
            return redirect(request.path)
    version = dossier.versions.last()
    page = frame(
        request,
        dossier,
        form=form,
        may=answer,
        written=written,
        notes=[(c, notes[c.code]) for c in criteria if c.code in notes],
        sections=_with_fields(form, version) if answer and version else [],
        facts=appraisal_facts(written) if written else [],
        papers=APPRAISAL_PAPERS if written and written.reported_at else (),
    )
    return render(
        request, "dossiers/office/appraisal.html", page, status=422 if request.method == "POST" else 200
    )


def _with_fields(form: AppraisalForm, version: Any) -> list[dict[str, Any]]:
    """Sections of the submission with the note fields beside each criterion."""
    fields = dict(zip([criterion.code for criterion in form.criteria], form.rows(), strict=True))
    return [
        {
            "section": one.section,
            "rows": [{"row": row, "fields": fields[row.criterion.code]} for row in one.rows],
        }
        for one in contents_of(version)
    ]
