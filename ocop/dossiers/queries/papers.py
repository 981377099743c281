"""The papers of the offices as finished rows: Mẫu 03 and the advisory group's report."""

from ocop.core.components import Fact
from ocop.dossiers.enums import Finding, LocalContent
from ocop.dossiers.models import Appraisal, CommuneAssessment


def assessment_facts(written: CommuneAssessment) -> list[Fact]:
    """The four contents, then the meeting, the proposal and the signer."""
    findings = dict(Finding.choices)
    facts = []
    for content in LocalContent:
        said = written.contents.get(content.value, {})
        words = ". ".join(
            part for part in (findings.get(said.get("finding", ""), ""), said.get("words", "")) if part
        )
        facts.append(Fact(str(content.label), words, missing="Chưa đánh giá"))
    meeting = (
        f"{written.meeting_on:%d/%m/%Y}. {written.meeting_words}"
        if written.meeting_on
        else written.meeting_words
    )
    signer = ", ".join(part for part in (written.signer_name, written.signer_title) if part)
    return [
        *facts,
        Fact("Họp lấy ý kiến", meeting, missing="Không họp"),
        Fact("Kiến nghị của xã", written.proposal),
        Fact("Mẫu sản phẩm", written.samples),
        Fact("Người ký", signer),
    ]


def appraisal_facts(written: Appraisal) -> list[Fact]:
    visit = (
        f"{written.visited_on:%d/%m/%Y}. {written.visit_words}" if written.visited_on else written.visit_words
    )
    proposal = {True: "Đưa ra hội đồng", False: "Chưa đưa ra hội đồng"}.get(written.recommended, "")  # type: ignore[arg-type]
    return [
        Fact("Người viết", str(written.written_by)),
        Fact("Thực tế tại cơ sở", visit, missing="Không đi thực tế"),
        Fact("Đề nghị kiểm nghiệm", written.tests_asked, missing="Không"),
        Fact("Nhận xét chung", written.conclusion),
        Fact("Đề nghị", proposal),
    ]
