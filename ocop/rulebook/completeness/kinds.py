"""First time, upgrade or re-evaluation: does the kind fit what the product already holds."""

from collections.abc import Iterable

from ocop.rulebook.completeness.facts import DossierFacts, Finding, FindingKind
from ocop.rulebook.panel import stars_after_gates
from ocop.rulebook.preview import self_score_preview
from ocop.rulebook.procedures import Filing, check_filing
from ocop.rulebook.refusals import Refused


def kind_findings(facts: DossierFacts) -> Iterable[Finding]:
    if facts.kind == "first":
        yield from _first(facts)
    elif facts.previous_stars is None:
        yield Finding(
            FindingKind.MISSING,
            "kind",
            "Chưa chỉ ra lần công nhận trước của sản phẩm này.",
            "Chọn sản phẩm đã được công nhận, hoặc nộp hồ sơ lần đầu.",
        )
    elif facts.kind == "upgrade":
        yield from _upgrade(facts, facts.previous_stars)
    elif facts.kind == "re_evaluation":
        yield from _re_evaluation(facts)


def _first(facts: DossierFacts) -> Iterable[Finding]:
    until = facts.previous_valid_until
    if facts.previous_stars is not None and until is not None and until >= facts.filed_on:
        yield Finding(
            FindingKind.ADVICE,
            "kind",
            f"Sản phẩm đang có giấy chứng nhận {facts.previous_stars} sao đến ngày {until:%d/%m/%Y}.",
            "Nếu muốn lên hạng, chọn loại hồ sơ nâng hạng; nếu sắp hết hạn, chọn đánh giá lại.",
        )


def _upgrade(facts: DossierFacts, previous: int) -> Iterable[Finding]:
    try:
        preview = self_score_preview(facts.criteria_set, facts.choices)
    except Refused:
        return
    stars = stars_after_gates(preview.band_stars, preview.missed_gates) or 0
    if preview.complete and stars <= previous:
        yield Finding(
            FindingKind.ADVICE,
            "kind",
            f"Mức tự chấm mới tương ứng {stars} sao, chưa cao hơn hạng {previous} sao hiện có.",
            "Xem lại các tiêu chí đã thay đổi; hồ sơ nâng hạng phải nêu rõ điều gì tốt hơn.",
        )


def _re_evaluation(facts: DossierFacts) -> Iterable[Finding]:
    if facts.previous_valid_until is None:
        yield Finding(
            FindingKind.MISSING,
            "kind",
            "Chưa rõ ngày hết hạn của giấy chứng nhận đang có.",
            "Ghi ngày hết hạn như trên giấy chứng nhận.",
        )
        return
    answer = check_filing(facts.previous_valid_until, facts.filed_on, facts.procedure)
    if answer.filing is Filing.TOO_EARLY:
        mend = "Lưu nháp và nộp từ ngày mở khung."
        yield Finding(FindingKind.CONTRADICTORY, "kind", answer.sentence, mend)
    elif answer.filing is not Filing.WITHIN:
        blocked = answer.file_as != "re_evaluation"
        yield Finding(
            FindingKind.CONTRADICTORY if blocked else FindingKind.ADVICE,
            "kind",
            answer.sentence,
            "Đổi loại hồ sơ thành “lần đầu”." if blocked else "Nộp ngay và nêu lý do nộp muộn.",
        )
