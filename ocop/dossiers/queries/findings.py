"""The pre-check: what is missing, expired or contradictory, each with the place where it is mended.

The rules are the rulebook's (`completeness`); this module only hands it the dossier's facts.
"""

from dataclasses import dataclass
from datetime import date

from ocop.dossiers.form_specs import missing_fields, sections_for
from ocop.dossiers.models import Dossier, DossierEvidence
from ocop.producers.queries import missing_of_producer
from ocop.products.queries import missing_of_product

BLOCKS, WARNS = "blocking", "warning"


@dataclass(frozen=True)
class Finding:
    """`where`: "producer", "product", "section:<key>", "criterion:<code>" or "evidence:<code>"."""

    severity: str
    group: str
    sentence: str
    where: str


def findings_of(dossier: Dossier, on: date) -> list[Finding]:
    """All findings, the blocking ones first, then in the order of the form."""
    links = list(dossier.links.select_related("evidence"))
    found = [
        *_facts(dossier), *_sections(dossier), *_choices(dossier),
        *_links(dossier, links, on),
    ]
    return sorted(found, key=lambda finding: finding.severity != BLOCKS)


def blocking(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == BLOCKS]


def _facts(dossier: Dossier) -> list[Finding]:
    producer = [Finding(BLOCKS, "Chủ thể", f"Chủ thể chưa có: {name}.", "producer")
                for name in missing_of_producer(dossier.producer)]
    product = [Finding(BLOCKS, "Sản phẩm", f"Sản phẩm chưa có: {name}.", "product")
               for name in missing_of_product(dossier.product)]
    return producer + product


def _sections(dossier: Dossier) -> list[Finding]:
    return [
        Finding(BLOCKS, section.form, f"“{section.title}”: chưa ghi {field.label.lower()}.", f"section:{section.key}")
        for section in sections_for(dossier.kind, dossier.criteria_set.number)
        for field in missing_fields(section, dossier.answers, dossier.kind)
    ]


def _choices(dossier: Dossier) -> list[Finding]:
    return [
        Finding(BLOCKS, "Tự chấm điểm", f"Chưa chọn mức cho tiêu chí {one.code} – {one.title}.", f"criterion:{one.code}")
        for one in dossier.criteria_set.criteria_set.criteria
        if one.code not in dossier.choices
    ]


def _links(dossier: Dossier, links: list[DossierEvidence], on: date) -> list[Finding]:
    found = []
    for link in links:
        paper = link.evidence
        if paper.retired_at:
            found.append(Finding(BLOCKS, "Minh chứng", f"“{paper.title}” ở tiêu chí {link.criterion} đã bỏ khỏi kho; hãy gỡ ra "
                                 "hoặc thay bằng giấy tờ khác.", f"criterion:{link.criterion}"))
        elif paper.expires_on and paper.expires_on < on:
            found.append(Finding(WARNS, "Minh chứng", f"“{paper.title}” ở tiêu chí {link.criterion} đã hết hạn ngày "
                                 f"{paper.expires_on:%d/%m/%Y}; hãy thêm bản mới vào kho.", f"evidence:{paper.code}"))
    with_paper = {link.criterion for link in links}
    criteria = dossier.criteria_set.criteria_set.criteria
    found += [
        Finding(WARNS, "Minh chứng", f"Tiêu chí {one.code} – {one.title}: tự chấm có điểm nhưng chưa có minh chứng.",
                f"criterion:{one.code}")
        for one in criteria
        if one.code in dossier.choices and one.code not in with_paper
    ]
    return found
