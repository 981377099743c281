"""A frozen version as a reader goes through it: part, section, criterion, chosen option, words, papers."""

from dataclasses import dataclass, field
from typing import Any

from ocop.core.components import Evidence, Fact
from ocop.dossiers.models import DossierVersion
from ocop.producers.enums import LegalForm
from ocop.programme.models import CriteriaSetVersion
from ocop.rulebook.choices import chosen_options


@dataclass
class CriterionRow:
    """One criterion as submitted; `chosen` are the labels of the options the producer claims."""

    criterion: Any
    chosen: list[Any]
    points: str
    comment: str
    papers: list[Evidence] = field(default_factory=list)


@dataclass
class SectionRows:
    part: Any
    section: Any
    rows: list[CriterionRow]


def contents_of(version: DossierVersion) -> list[SectionRows]:
    """The manifest beside the criteria tree it was made under. One query: the criteria set row."""
    manifest = version.manifest
    tree = criteria_set_of(manifest)
    papers = papers_by_criterion(manifest)
    sections = []
    for part in tree.parts:
        for section in part.sections:
            rows = [_row(criterion, manifest, papers) for criterion in section.criteria]
            sections.append(SectionRows(part, section, rows))
    return sections


def _row(criterion: Any, manifest: dict[str, Any], papers: dict[str, list[Evidence]]) -> CriterionRow:
    choice = manifest["choices"].get(criterion.code)
    return CriterionRow(
        criterion,
        chosen_options(criterion, choice) if choice is not None else [],
        manifest["self_score"]["points"].get(criterion.code, ""),
        manifest["comments"].get(criterion.code, ""),
        papers.get(criterion.code, []),
    )


def criteria_set_of(manifest: dict[str, Any]) -> Any:
    named = manifest["criteria_set"]
    return CriteriaSetVersion.objects.get(set_id=named["id"], revision=named["revision"]).criteria_set


def papers_by_criterion(manifest: dict[str, Any]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for paper in manifest["evidence"]:
        for use in paper["criteria"]:
            found.setdefault(use["code"], []).append(paper_card(paper, pages=use["pages"]))
    return found


def paper_card(paper: dict[str, Any], *, pages: str = "") -> Evidence:
    """A paper of the manifest as the evidence card shows it."""
    from datetime import date

    file = paper["file"]
    day = {key: date.fromisoformat(paper[key]) if paper[key] else None for key in ("issued_on", "expires_on")}
    title = f"{paper['title']} (trang {pages})" if pages else paper["title"]
    return Evidence(
        title=title,
        url=f"/tep/{file['id']}/",
        number=paper["number"],
        issuer=paper["issuer"],
        file_name=file["name"],
        size=file["size"],
        sha256=file["sha256"],
        **day,
    )


def producer_facts(version: DossierVersion) -> list[Fact]:
    """The producer as stated in the submission; nothing sensitive."""
    said = version.manifest["producer"]
    form = dict(LegalForm.choices).get(said["legal_form"], said["legal_form"])
    return [
        Fact("Loại hình", form),
        Fact("Mã số thuế", said["tax_code"]),
        Fact("Đăng ký kinh doanh", said["registration_no"]),
        Fact("Địa chỉ", ", ".join(x for x in (said["address"], said["place"]) if x)),
        Fact("Điện thoại", said["phone"]),
        Fact(
            "Người đại diện",
            " – ".join(x for x in (said["representative"], said["representative_title"]) if x),
        ),
        Fact("Lao động", said["workers"]),
        Fact("Trong đó người trong xã", said["workers_local"]),
    ]


def product_facts(version: DossierVersion) -> list[Fact]:
    said = version.manifest["product"]
    return [
        Fact("Giới thiệu", said["summary"]),
        Fact("Nguyên liệu", said["ingredients"]),
        Fact("Quy trình", said["process"]),
        Fact("Đóng gói", said["packaging"]),
        Fact("Sản lượng", said["capacity"]),
        Fact("Câu chuyện", said["story"]),
    ]
