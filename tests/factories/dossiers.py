"""Dossiers in every stage of the producer's side, made by the actions that users trigger.

`ready_dossier` is complete; `submitted_dossier` has its first frozen version.
"""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.dossiers.actions import drafting, linking, starting, submitting
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.facts import sections_of
from ocop.dossiers.queries.findings import blocking, findings_of
from ocop.producers.models import Evidence
from ocop.products.models import Product
from ocop.rulebook.criteria import Criterion
from tests.factories.accounts import AT
from tests.factories.producers import acting_for, make_evidence
from tests.factories.products import make_product
from tests.factories.programme import make_criteria_set


def choice_of(criterion: Criterion, level: str = "best") -> object:
    """A usable choice: the best, or the lowest option."""
    cases = criterion.cases[-1]
    pick = max if level == "best" else min
    option = pick(cases.options, key=lambda one: one.points)
    if criterion.scoring == "additive":
        return [one.place for one in cases.options] if level == "best" else []
    return {"case": cases.number, "option": option.place} if criterion.has_cases else option.place


def choices_for(product_or_set: object, level: str = "best") -> dict[str, object]:
    """Choices for every criterion of a criteria set version."""
    return {one.code: choice_of(one, level) for one in product_or_set.criteria_set.criteria}  # type: ignore[attr-defined]


def draft_dossier(
    product: Product | None = None,
    *,
    kind: str = DossierKind.FIRST,
    by: Acting | None = None,
    at: datetime = AT,
) -> Dossier:
    product = product or make_product()
    make_criteria_set(product.criteria_set_number)
    return starting.start(product=product, kind=kind, by=by or acting_for(product.producer), at=at)


def fill(dossier: Dossier, *, level: str = "best", by: Acting | None = None, at: datetime = AT) -> Dossier:
    """Answer everything: sections, choices, and one fitting paper per subject."""
    by = by or acting_for(dossier.producer)
    for section in sections_of(dossier):
        values = {
            field.key: "120" if field.kind == "number" else "Lời kê khai thử" for field in section.fields
        }
        values |= {"profit_before": "100"} if section.key == "figures" else {}
        dossier = drafting.save_section(dossier=dossier, section=section.key, values=values, by=by, at=at)
    tree = dossier.criteria_set.criteria_set
    choices = {one.code: choice_of(one, level) for one in tree.criteria}
    drafting.save_choices(dossier=dossier, choices=choices, by=by, at=at)
    links: dict[str, list[Evidence]] = {}
    for subject, codes in {
        "business_registration": (tree.criteria[0].code,),
        **tree.required_evidence,
    }.items():
        paper = make_evidence(dossier.producer, subject, title=f"Giấy tờ {subject}", issued_on=at.date())
        for code in codes:
            links.setdefault(code, []).append(paper)
    linking.link_many(dossier=dossier, links=links, by=by, at=at)
    return Dossier.objects.get(pk=dossier.pk)


def ready_dossier(product: Product | None = None, *, level: str = "best", **more: object) -> Dossier:
    """Everything is answered so that nothing blocks the submission."""
    dossier = fill(draft_dossier(product, **more), level=level)
    _agree(dossier)
    return Dossier.objects.get(pk=dossier.pk)


def _agree(dossier: Dossier) -> None:
    """Choose another option where the self-score contradicts the declared facts, until nothing blocks."""
    by = acting_for(dossier.producer)
    tree = dossier.criteria_set.criteria_set
    for finding in blocking(findings_of(dossier, AT.date())):
        code = finding.where.removeprefix("criterion:")
        if not tree.has(code):
            continue
        for option in tree.criterion(code).cases[0].options[::-1]:
            dossier = drafting.save_choice(
                dossier=dossier, criterion=code, choice=option.place, comment="", by=by, at=AT
            )
            if not any(f.where == finding.where for f in blocking(findings_of(dossier, AT.date()))):
                break


def submitted_dossier(product: Product | None = None, *, at: datetime = AT, **more: object) -> Dossier:
    dossier = ready_dossier(product, **more)
    submitting.submit(dossier=dossier, by=acting_for(dossier.producer), at=at)
    return Dossier.objects.get(pk=dossier.pk)
