"""All checks in one list, what stops the filing first."""

from collections.abc import Callable, Iterable

from ocop.rulebook.completeness.contradictions import contradictions
from ocop.rulebook.completeness.documents import document_findings
from ocop.rulebook.completeness.facts import DossierFacts, Finding, FindingKind, is_filled
from ocop.rulebook.completeness.kinds import kind_findings
from ocop.rulebook.preview import self_score_preview
from ocop.rulebook.refusals import Refused

THREE_STARS = 3
_ORDER = list(FindingKind)


def precheck(facts: DossierFacts) -> list[Finding]:
    """Findings in the order in which a producer would mend them; the same facts always give
    the same list."""
    checks: tuple[Callable[[DossierFacts], Iterable[Finding]], ...] = (
        _fields,
        _answers,
        document_findings,
        contradictions,
        kind_findings,
        _pictures_and_samples,
        _outlook,
    )
    found = [finding for check in checks for finding in check(facts)]
    return sorted(dict.fromkeys(found), key=lambda finding: _ORDER.index(finding.kind))


def _fields(facts: DossierFacts) -> Iterable[Finding]:
    for form_field in facts.procedure.form_fields:
        asked = form_field.is_asked(facts.kind, facts.criteria_set.number)
        if asked and not is_filled(facts.fields.get(form_field.key)):
            yield Finding(
                FindingKind.MISSING,
                f"field:{form_field.key}",
                f"Chưa ghi “{form_field.name}” ({form_field.place}).",
                form_field.mend or "Mở mục này và ghi vào.",
            )


def _answers(facts: DossierFacts) -> Iterable[Finding]:
    for criterion in facts.criteria_set.criteria:
        if criterion.code not in facts.choices:
            yield Finding(
                FindingKind.MISSING,
                f"criterion:{criterion.code}",
                f"Chưa tự chấm tiêu chí {criterion.code} – {criterion.title}.",
                "Chọn mức đúng với sản phẩm hiện nay.",
            )


def _pictures_and_samples(facts: DossierFacts) -> Iterable[Finding]:
    if facts.photos < 1:
        yield Finding(
            FindingKind.MISSING,
            "photos",
            "Chưa có ảnh sản phẩm.",
            "Chụp hoặc tải lên ít nhất một ảnh rõ sản phẩm và nhãn.",
        )
    needed = facts.procedure.samples_for(facts.criteria_set.number)
    if facts.samples is None and needed:
        yield Finding(
            FindingKind.ADVICE,
            "samples",
            f"Sẽ cần {needed} mẫu sản phẩm khi UBND xã gửi hồ sơ lên tỉnh.",
            "Chuẩn bị mẫu cùng lô, còn hạn dùng đến khi hội đồng họp.",
        )
    elif facts.samples is not None and facts.samples < needed:
        yield Finding(
            FindingKind.MISSING,
            "samples",
            f"Mới có {facts.samples} mẫu sản phẩm, cần {needed} mẫu.",
            f"Nộp thêm {needed - facts.samples} mẫu.",
        )


def _outlook(facts: DossierFacts) -> Iterable[Finding]:
    """What the self-score itself says about three stars; advice, never a stop."""
    try:
        preview = self_score_preview(facts.criteria_set, facts.choices)
    except Refused as error:
        for refusal in error.refusals:
            where = f"criterion:{refusal.code}" if refusal.code else "dossier"
            yield Finding(FindingKind.CONTRADICTORY, where, refusal.reason, "Chọn lại mức của tiêu chí này.")
        return
    if preview.complete and preview.band_stars < THREE_STARS:
        yield Finding(
            FindingKind.ADVICE,
            "dossier",
            "Điểm tự chấm dưới 50: sản phẩm dưới 3 sao không được cấp giấy chứng nhận.",
            "Xem các tiêu chí còn thấp và bổ sung trước khi nộp.",
        )
    for gate in preview.missed_gates:
        if gate.stars == THREE_STARS:
            title = facts.criteria_set.criterion(gate.criterion).title
            yield Finding(
                FindingKind.ADVICE,
                f"criterion:{gate.criterion}",
                f"Mức tự chấm ở tiêu chí {gate.criterion} – {title} chưa đạt điều kiện tối thiểu của 3 sao.",
                "Nâng mức này lên khi có đủ minh chứng, nếu không sản phẩm chưa đạt 3 sao.",
            )
