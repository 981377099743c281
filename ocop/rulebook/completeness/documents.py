"""Documents: is there one for every claim, does it still hold, are its dates possible.

Which subject of Mẫu 02 helps with which criterion is our reading (criteria data); a document of
another subject is accepted with an advice, except where a star minimum depends on it.
"""

from collections.abc import Iterable

from ocop.rulebook.choices import check_choice, points_of
from ocop.rulebook.completeness.facts import (
    DossierFacts,
    EvidenceFact,
    FileState,
    Finding,
    FindingKind,
)
from ocop.rulebook.criteria import Criterion, evidence_subjects

BUSINESS_REGISTRATION = "business_registration"


def document_findings(facts: DossierFacts) -> Iterable[Finding]:
    yield from _obligatory(facts)
    for criterion in facts.criteria_set.criteria:
        if _needs_document(facts, criterion):
            yield from _criterion(facts, criterion)
    for document in facts.evidence:
        yield from _document(facts, document)


def _obligatory(facts: DossierFacts) -> Iterable[Finding]:
    """Without these papers the dossier is put out, whatever its points."""
    names = {subject.key: subject.subject for subject in evidence_subjects()}
    for key in dict.fromkeys((BUSINESS_REGISTRATION, *facts.criteria_set.knockout_evidence)):
        papers = [one for one in facts.evidence if one.subject == key and _has_file(one)]
        name = names.get(key, key)
        if not papers:
            yield Finding(
                FindingKind.MISSING,
                f"paper:{key}",
                f"Chưa có “{name}”; thiếu giấy này hồ sơ bị loại.",
                "Tải giấy lên kho minh chứng và gắn vào hồ sơ.",
            )
        elif all(paper.is_expired(facts.filed_on) for paper in papers):
            yield Finding(
                FindingKind.EXPIRED,
                f"evidence:{papers[0].key}",
                f"“{name}” đã hết hạn trước ngày nộp; hồ sơ sẽ bị loại.",
                "Xin cấp lại, tải bản mới lên.",
            )


def _needs_document(facts: DossierFacts, criterion: Criterion) -> bool:
    """A claim above the lowest option, or a lowest option that itself meets a star minimum."""
    choice = facts.choices.get(criterion.code)
    if choice is None or not _subjects(facts, criterion.code) or check_choice(criterion, choice):
        return False
    points = points_of(criterion, choice)
    lowest = min(option.points for case in criterion.cases for option in case.options)
    reaches_minimum = any(points >= needed for needed in criterion.star_minima.values())
    return points > 0 and (points > lowest or reaches_minimum)


def _criterion(facts: DossierFacts, criterion: Criterion) -> Iterable[Finding]:
    where = f"criterion:{criterion.code}"
    name = f"{criterion.code} – {criterion.title}"
    papers = facts.documents_for(criterion.code)
    subjects = _subjects(facts, criterion.code)
    fitting = [paper for paper in papers if paper.subject in subjects]
    wanted = " hoặc ".join(f"“{name}”" for name in subjects.values())
    if not papers:
        yield Finding(
            FindingKind.MISSING,
            where,
            f"Mức đã chọn ở tiêu chí {name} chưa có minh chứng.",
            f"Gắn minh chứng thuộc mục {wanted}, hoặc chọn mức thấp hơn.",
        )
    elif not fitting:
        kind = FindingKind.MISSING if criterion.star_minima else FindingKind.ADVICE
        yield Finding(
            kind,
            where,
            f"Minh chứng của tiêu chí {name} không thuộc mục {wanted}.",
            "Gắn đúng loại giấy tờ, hoặc chọn mức thấp hơn.",
        )
    elif all(paper.is_expired(facts.filed_on) for paper in fitting):
        yield Finding(
            FindingKind.EXPIRED,
            where,
            f"Minh chứng của tiêu chí {name} đã hết hạn trước ngày nộp.",
            "Thay bằng giấy còn hạn, hoặc chọn mức thấp hơn.",
        )


def _document(facts: DossierFacts, paper: EvidenceFact) -> Iterable[Finding]:
    where = f"evidence:{paper.key}"
    if paper.file_state in (FileState.NONE, FileState.REFUSED):
        why = "chưa có tệp" if paper.file_state is FileState.NONE else "có tệp không dùng được"
        yield Finding(
            FindingKind.MISSING, where, f"“{paper.title}” {why}.", "Tải lên ảnh chụp hoặc tệp PDF rõ chữ."
        )
    yield from _dates(facts, paper, where)
    if facts.round_ends_on and not paper.is_expired(facts.filed_on) and paper.is_expired(facts.round_ends_on):
        yield Finding(
            FindingKind.EXPIRING,
            where,
            f"“{paper.title}” hết hạn ngày {paper.expires_on:%d/%m/%Y}, "
            f"trước khi đợt đánh giá xong ({facts.round_ends_on:%d/%m/%Y}).",
            "Xin gia hạn sớm và tải bản mới lên.",
        )
    expiring_kinds = {subject.key for subject in evidence_subjects() if subject.expires}
    if paper.subject in expiring_kinds and paper.issued_on is None and paper.expires_on is None:
        yield Finding(
            FindingKind.ADVICE,
            where,
            f"“{paper.title}” chưa ghi ngày cấp, ngày hết hạn.",
            "Ghi ngày như trên giấy; giấy không có hạn thì chỉ ghi ngày cấp.",
        )


def _dates(facts: DossierFacts, paper: EvidenceFact, where: str) -> Iterable[Finding]:
    if paper.issued_on and paper.expires_on and paper.issued_on > paper.expires_on:
        yield Finding(
            FindingKind.CONTRADICTORY,
            where,
            f"“{paper.title}” có ngày cấp ({paper.issued_on:%d/%m/%Y}) "
            f"sau ngày hết hạn ({paper.expires_on:%d/%m/%Y}).",
            "Xem lại hai ngày trên giấy.",
        )
    if paper.issued_on and paper.issued_on > facts.filed_on:
        yield Finding(
            FindingKind.CONTRADICTORY,
            where,
            f"“{paper.title}” có ngày cấp {paper.issued_on:%d/%m/%Y} sau ngày nộp hồ sơ.",
            "Sửa ngày cấp cho đúng với giấy.",
        )
    if paper.is_expired(facts.filed_on):
        yield Finding(
            FindingKind.ADVICE,
            where,
            f"“{paper.title}” đã hết hạn ngày {paper.expires_on:%d/%m/%Y} nên không còn được tính.",
            "Thay bằng giấy còn hạn hoặc gỡ khỏi hồ sơ.",
        )


def _subjects(facts: DossierFacts, code: str) -> dict[str, str]:
    """Subjects of Mẫu 02 that help with a criterion: key → name in the form."""
    names = {subject.key: subject.subject for subject in evidence_subjects()}
    required = facts.criteria_set.required_evidence
    return {key: names.get(key, key) for key, codes in required.items() if code in codes}


def _has_file(paper: EvidenceFact) -> bool:
    return paper.file_state in (FileState.OK, FileState.PENDING)
