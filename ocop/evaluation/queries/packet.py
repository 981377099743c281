"""What a member reads beside the criteria: the frozen dossier, Mẫu 03, the advisers' notes."""

from dataclasses import dataclass, field
from typing import Any

from ocop.core.components import Fact
from ocop.core.prepared import Prepared
from ocop.dossiers.enums import Finding, LocalContent
from ocop.dossiers.models import Appraisal, CommuneAssessment
from ocop.dossiers.queries.contents import papers_by_criterion
from ocop.evaluation.models import Item


@dataclass(frozen=True)
class Beside:
    """What stands at one criterion. The producer's own score is left out on purpose: it would lead the hand."""

    papers: list[Any]
    comment: str = ""
    note: str = ""
    concern: bool = False


@dataclass(frozen=True)
class Packet:
    product: list[Fact]
    commune: list[Fact]
    appraisal: list[Fact]
    photos: list[dict[str, str]]
    by_criterion: dict[str, Beside] = field(default_factory=dict)


def packet_of(item: Item) -> Packet:
    """One query, for the advisers' report with its notes; Mẫu 03 came with the dossier, the rest is in the version."""
    manifest = item.version.manifest
    report, notes = _report(item)
    papers = papers_by_criterion(manifest)
    codes = {*papers, *notes, *manifest["comments"]}
    return Packet(
        _product(manifest["product"]),
        _commune(getattr(item.dossier, "assessment", None)),
        report,
        [
            {"url": f"/tep/{photo['file']['id']}/", "caption": photo["caption"] or "Ảnh sản phẩm"}
            for photo in manifest["product"]["photos"]
        ],
        {code: _beside(code, manifest, papers, notes) for code in codes},
    )


def _beside(
    code: str, manifest: dict[str, Any], papers: dict[str, list[Any]], notes: dict[str, tuple[str, bool]]
) -> Beside:
    note, concern = notes.get(code, ("", False))
    return Beside(
        papers.get(code, []),
        manifest["comments"].get(code, ""),
        note,
        concern,
    )


def _product(said: dict[str, Any]) -> list[Fact]:
    rows = [
        ("Giới thiệu", "summary"),
        ("Nguyên liệu", "ingredients"),
        ("Quy trình", "process"),
        ("Câu chuyện", "story"),
    ]
    return [Fact(label, said[key]) for label, key in rows if said.get(key)]


def _commune(form: CommuneAssessment | None) -> list[Fact]:
    """Mẫu 03: the four contents with finding and words."""
    if form is None or form.completed_at is None:
        return []
    facts = []
    for key, label in LocalContent.choices:
        said = form.contents.get(key, {})
        finding = dict(Finding.choices).get(said.get("finding", ""), "")
        facts.append(Fact(label, ". ".join(part for part in (finding, said.get("words", "")) if part)))
    return facts + ([Fact("Kiến nghị của xã", form.proposal)] if form.proposal else [])


_COLUMNS = (
    "pk",
    "visit_words",
    "tests_asked",
    "conclusion",
    "notes__criterion",
    "notes__text",
    "notes__concern",
)
_reports = Prepared(
    lambda dossier, level: (
        Appraisal.objects.filter(dossier=dossier, level=level, reported_at__isnull=False)
        .order_by("-reported_at", "pk")
        .values_list(*_COLUMNS)
    ),
    dossier=int,
    level=str,
)


def _report(item: Item) -> tuple[list[Fact], dict[str, tuple[str, bool]]]:
    """The newest report of this level: its words, and per criterion a note with or without concern."""
    rows = _reports.rows(dossier=item.dossier_id, level=item.session.council.level)
    if not rows:
        return [], {}
    newest = [row for row in rows if row[0] == rows[0][0]]
    labels = ("Thẩm định thực tế", "Đề nghị kiểm nghiệm", "Nhận xét chung")
    facts = [Fact(label, words) for label, words in zip(labels, rows[0][1:4], strict=True) if words]
    return facts, {row[4]: (row[5], row[6]) for row in newest if row[4]}
