"""Where the self-score and the declared facts do not agree.

Criteria are found by their official titles, which are the same in all sets that have them; the
meaning of each place (who is a household, what share is 50–75 %) is printed there.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from ocop.rulebook.completeness.facts import DossierFacts, Finding, FindingKind
from ocop.rulebook.criteria import Criterion
from ocop.rulebook.criteria.folding import fold

LEGAL_FORM = "Loại hình tổ chức sản xuất - kinh doanh"
REPRESENTATIVE = "Đại diện pháp luật của chủ thể là nữ; hoặc đồng bào dân tộc thiểu số; hoặc người khuyết tật"
LABOUR = "Sử dụng lao động địa phương"
GROWTH = "Tăng trưởng sản xuất kinh doanh"
TOURISM_SET = 26
TOURISM_ONLY = ("hoi", "trung_tam")

# Place of criterion "Loại hình" → legal forms that may choose it.
FORMS_BY_PLACE = {1: ("ho", "trang_trai", "tht"), 2: ("dn",), 3: ("htx", "dn", *TOURISM_ONLY)}
# Local labour: place → shares it stands for; exactly 75 % is printed in both upper options.
SHARES = {1: (25, 50), 2: (50, 75), 3: (75, 100)}


def contradictions(facts: DossierFacts) -> Iterable[Finding]:
    yield from _numbers(facts)
    yield from _eligible(facts)
    checks: dict[str, Callable[[DossierFacts, Criterion, int], Iterable[Finding]]] = {
        LEGAL_FORM: _legal_form,
        REPRESENTATIVE: _representative,
        LABOUR: _labour,
        GROWTH: _growth,
    }
    for criterion in facts.criteria_set.criteria:
        place = facts.choices.get(criterion.code)
        if criterion.title in checks and isinstance(place, int) and not isinstance(place, bool):
            yield from checks[criterion.title](facts, criterion, place)


def _numbers(facts: DossierFacts) -> Iterable[Finding]:
    parts = (
        ("workers_local", facts.workers_local, "người trong xã"),
        ("workers_female", facts.workers_female, "nữ"),
    )
    for key, part, words in parts:
        if facts.workers is not None and part is not None and part > facts.workers:
            yield Finding(
                FindingKind.CONTRADICTORY,
                f"field:{key}",
                f"Số lao động là {words} ({part}) lớn hơn tổng số lao động ({facts.workers}).",
                "Sửa lại hai số cho khớp với danh sách lao động.",
            )


def _eligible(facts: DossierFacts) -> Iterable[Finding]:
    if facts.legal_form == "khac":
        yield Finding(
            FindingKind.MISSING,
            "field:legal_form",
            "Chưa rõ loại hình chủ thể.",
            "Chọn loại hình như trên giấy đăng ký kinh doanh.",
        )
    if facts.legal_form in TOURISM_ONLY and facts.criteria_set.number != TOURISM_SET:
        yield Finding(
            FindingKind.CONTRADICTORY,
            "field:legal_form",
            "Hội, hiệp hội, trung tâm điều hành chỉ được đăng ký sản phẩm du lịch (26/2026, Điều 2).",
            "Đăng ký bằng chủ thể trực tiếp sản xuất, hoặc chọn lại bộ tiêu chí.",
        )


def _legal_form(facts: DossierFacts, criterion: Criterion, place: int) -> Iterable[Finding]:
    where = f"criterion:{criterion.code}"
    allowed = FORMS_BY_PLACE.get(place, ())
    if facts.legal_form and facts.legal_form != "khac" and facts.legal_form not in allowed:
        yield Finding(
            FindingKind.CONTRADICTORY,
            where,
            f"Mức chọn ở tiêu chí {criterion.code} không phải của loại hình chủ thể đã khai.",
            "Chọn mức đúng với loại hình trên giấy đăng ký kinh doanh, hoặc sửa loại hình.",
        )
    elif facts.legal_form == "dn" and place == 3:
        yield Finding(
            FindingKind.ADVICE,
            where,
            "Mức này chỉ dành cho công ty cổ phần có người địa phương góp từ 51 % vốn.",
            "Gắn giấy tờ góp vốn; nếu không, chọn mức của doanh nghiệp.",
        )


def _representative(facts: DossierFacts, criterion: Criterion, place: int) -> Iterable[Finding]:
    """The personal facts serve this criterion only; the sentence does not repeat them."""
    minority = bool(facts.representative_ethnicity) and fold(facts.representative_ethnicity) != "kinh"
    counts = facts.representative_sex == "F" or minority or facts.representative_disability is True
    known = facts.representative_sex and facts.representative_ethnicity
    if place == 2 and known and not counts and facts.representative_disability is not None:
        yield Finding(
            FindingKind.CONTRADICTORY,
            f"criterion:{criterion.code}",
            f"Mức chọn ở tiêu chí {criterion.code} không khớp với thông tin người đại diện.",
            "Sửa thông tin người đại diện, hoặc chọn lại mức.",
        )
    if place == 1 and counts:
        yield Finding(
            FindingKind.ADVICE,
            f"criterion:{criterion.code}",
            f"Theo thông tin người đại diện, tiêu chí {criterion.code} có thể được 1 điểm.",
            "Xem lại mức đã chọn.",
        )


def _labour(facts: DossierFacts, criterion: Criterion, place: int) -> Iterable[Finding]:
    if not facts.workers or facts.workers_local is None or facts.workers_local > facts.workers:
        return
    share = Fraction(100 * facts.workers_local, facts.workers)
    where = f"criterion:{criterion.code}"
    declared = f"{facts.workers_local}/{facts.workers} lao động là người trong xã"
    low, high = SHARES.get(place, (0, 100))
    if share < low:
        yield Finding(
            FindingKind.CONTRADICTORY,
            where,
            f"Đã khai {declared}, thấp hơn mức chọn ở tiêu chí {criterion.code} (từ {low} %).",
            "Sửa số lao động, hoặc chọn lại mức."
            if share >= SHARES[1][0]
            else "Dưới 25 % thì không mức nào đúng: hỏi cơ quan hướng dẫn trước khi nộp.",
        )
    elif share > high or (share == high and place == 1):
        yield Finding(
            FindingKind.ADVICE,
            where,
            f"Đã khai {declared}, cao hơn mức chọn ở tiêu chí {criterion.code}.",
            "Xem lại, có thể chọn mức cao hơn.",
        )


def _growth(facts: DossierFacts, criterion: Criterion, place: int) -> Iterable[Finding]:
    """Profit of the years before filing; a cooperative may instead show its class, so only advised."""
    last = facts.filed_on.year - 1
    pairs = [(facts.profits.get(year), facts.profits.get(year - 1)) for year in (last, last - 1)[:place]]
    if any(later is not None and earlier is not None and later <= earlier for later, earlier in pairs):
        kind = FindingKind.ADVICE if facts.legal_form == "htx" else FindingKind.CONTRADICTORY
        yield Finding(
            kind,
            f"criterion:{criterion.code}",
            f"Lợi nhuận đã khai không tăng như mức chọn ở tiêu chí {criterion.code}.",
            "Sửa số lợi nhuận hoặc chọn lại mức; hợp tác xã có thể dùng kết quả xếp loại.",
        )
