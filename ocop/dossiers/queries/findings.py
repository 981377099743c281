"""The pre-check of a draft: the rulebook's findings, grouped, each with the place where it is mended."""

from dataclasses import dataclass, replace
from datetime import date

from ocop.core.clock import local_date
from ocop.dossiers.form_specs import ON_PRODUCER, ON_PRODUCT, SECTION_OF_LINE
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.facts import facts_of
from ocop.rulebook.completeness import DossierFacts, Finding, FindingKind, precheck
from ocop.rulebook.completeness.kinds import kind_findings


@dataclass(frozen=True)
class FindingGroup:
    """Findings of one sort; `blocks` = they stand in the way of submitting."""

    kind: FindingKind
    title: str
    blocks: bool
    findings: list[Finding]


def findings_of(dossier: Dossier, on: date) -> list[Finding]:
    """What stands in the way first. After the first submission the kind is judged by the day it was filed."""
    facts = facts_of(dossier, on)
    found = precheck(facts)
    return _with_first_day(found, facts, dossier) if dossier.submitted_at else found


def _with_first_day(found: list[Finding], facts: DossierFacts, dossier: Dossier) -> list[Finding]:
    today = set(kind_findings(facts))
    first = kind_findings(replace(facts, filed_on=local_date(dossier.submitted_at)))
    order = list(FindingKind)
    kept = [finding for finding in found if finding not in today]
    return sorted([*kept, *first], key=lambda finding: order.index(finding.kind))


def blocking(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.blocks]


def grouped(findings: list[Finding]) -> list[FindingGroup]:
    return [
        FindingGroup(kind, kind.words, some[0].blocks, some)
        for kind in FindingKind
        if (some := [finding for finding in findings if finding.kind is kind])
    ]


def place_of(finding: Finding) -> tuple[str, str]:
    """Where it is mended: ("producer"|"product"|"section"|"criterion"|"evidence"|"vault"|"kind", key)."""
    sort, _, key = finding.where.partition(":")
    if sort in ("criterion", "evidence"):
        return sort, key
    if key in ON_PRODUCER:
        return "producer", key
    if key in ON_PRODUCT or "ảnh sản phẩm" in finding.sentence:
        return "product", key
    if key in SECTION_OF_LINE:
        return "section", SECTION_OF_LINE[key]
    return ("dossier", "")
