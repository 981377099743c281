"""What the page of one criterion shows: options with their official words, star minima, papers that fit."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from ocop.core.hints import hints_for
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.drafts import criterion_print
from ocop.producers.models import Evidence
from ocop.producers.queries import expiry_state, subjects
from ocop.programme.queries import wording_of
from ocop.rulebook.choices import chosen_options
from ocop.rulebook.criteria import Case, Criterion, evidence_subjects

NONE_OF_THESE = "0"
MOST_OTHERS = 100


def criterion_context(
    dossier: Dossier, criterion: Criterion, on: date, typed: QueryDict | None = None
) -> dict[str, Any]:
    """`typed` = what was sent and could not be kept: it stays in the form."""
    stored = dossier.choices.get(criterion.code)
    picked = typed.getlist("choice") if typed is not None else values_of(stored)
    comment = typed.get("comment", "") if typed is not None else dossier.comments.get(criterion.code, "")
    fitting = fitting_subjects(dossier, criterion)
    part, section = _place(dossier, criterion)
    return {
        "criterion": criterion,
        "heading": calm(criterion.title),
        "part": part,
        "section": section,
        "cases": _cases(dossier, criterion, picked),
        "comment": comment,
        "none_picked": NONE_OF_THESE in picked,
        "seen": criterion_print(dossier, criterion.code),
        "fitting": fitting,
        "first_subject": next(iter(fitting), ""),
        "papers": _papers(dossier, criterion, set(fitting), typed, on),
        "hints": hints_for(criterion.title, dossier.product, on),
        **_neighbours(dossier, criterion),
    }


def calm(title: str) -> str:
    """Titles printed in capitals are read in small letters; others stay as the decision has them."""
    return title.capitalize() if title.isupper() else title


def values_of(choice: Any) -> list[str]:
    """The form values that stand for a stored choice."""
    if choice is None:
        return []
    if isinstance(choice, dict):
        return [f"{choice['case']}-{choice['option']}"]
    return (
        ([str(place) for place in choice] or [NONE_OF_THESE]) if isinstance(choice, list) else [str(choice)]
    )


def stored_words(dossier: Dossier, criterion: Criterion) -> str:
    """The stored answer in words, for the person who meets a newer version."""
    choice = dossier.choices.get(criterion.code)
    labels = (
        "chưa chọn mức"
        if choice is None
        else "; ".join(o.label for o in chosen_options(criterion, choice)) or "không nội dung nào"
    )
    comment = dossier.comments.get(criterion.code, "")
    return f"{labels}. Lời giải thích: {comment}" if comment else f"{labels}."


def fitting_subjects(dossier: Dossier, criterion: Criterion) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Subjects of papers that help here: key → (name, what to attach)."""
    required = dossier.criteria_set.criteria_set.required_evidence
    return {
        one.key: (one.subject, one.attach)
        for one in evidence_subjects()
        if criterion.code in required.get(one.key, ())
    }


def _cases(dossier: Dossier, criterion: Criterion, picked: list[str]) -> list[dict[str, Any]]:
    official = wording_of(dossier.criteria_set.set_id, criterion.code)
    return [
        {"label": case.label, "options": _options(criterion, case, picked, official)}
        for case in criterion.cases
    ]


def _options(
    criterion: Criterion, case: Case, picked: list[str], official: dict[tuple[str, int, int], str]
) -> list[dict[str, Any]]:
    rows = []
    for option in case.options:
        value = f"{case.number}-{option.place}" if criterion.has_cases else str(option.place)
        stars = ", ".join(f"mức tối thiểu cho {stars} sao" for stars in option.star_marks)
        rows.append(
            {
                "value": value,
                "label": option.label,
                "points": option.points,
                "gate": stars,
                "checked": value in picked,
                "official": official.get((criterion.code, case.number, option.place), ""),
            }
        )
    return rows


def _papers(
    dossier: Dossier, criterion: Criterion, fitting: set[str], typed: QueryDict | None, on: date
) -> dict[str, list[dict[str, Any]]]:
    """Linked papers, then those of fitting subjects, then the rest of the vault."""
    linked = set(dossier.links.filter(criterion=criterion.code).values_list("evidence__code", flat=True))
    picked = set(typed.getlist("paper")) if typed is not None else linked
    vault = dossier.producer.evidence.order_by("-created_at").prefetch_related("versions__file")
    found: dict[str, list[dict[str, Any]]] = {"linked": [], "fitting": [], "others": []}
    for paper in vault:
        if paper.retired_at and paper.code not in linked:
            continue
        group = "linked" if paper.code in linked else "fitting" if paper.subject in fitting else "others"
        found[group].append(_paper(paper, paper.code in picked, on))
    found["others"] = found["others"][:MOST_OTHERS]
    return found


def _paper(paper: Evidence, checked: bool, on: date) -> dict[str, Any]:
    state, words, tone = expiry_state(paper, on)
    version = paper.current
    return {
        "code": paper.code,
        "title": paper.title,
        "number": paper.number,
        "subject": subjects().get(paper.subject, ""),
        "checked": checked,
        "state": words,
        "tone": tone,
        "icon": {"expired": "exclamation-octagon", "expiring": "hourglass-split"}.get(state, "check-circle"),
        "url": version.file.get_absolute_url()
        if version and version.file.is_checked
        else reverse("producers:paper", args=[paper.code]),
    }


def _place(dossier: Dossier, criterion: Criterion) -> tuple[Any, Any]:
    part = next(one for one in dossier.criteria_set.criteria_set.parts if one.code == criterion.part_code)
    return part, next(one for one in part.sections if one.code == criterion.section_code)


def _neighbours(dossier: Dossier, criterion: Criterion) -> dict[str, Any]:
    codes = [one.code for one in dossier.criteria_set.criteria_set.criteria]
    place = codes.index(criterion.code)
    return {
        "number": place + 1,
        "count": len(codes),
        "before": codes[place - 1] if place else "",
        "after": codes[place + 1] if place + 1 < len(codes) else "",
    }
