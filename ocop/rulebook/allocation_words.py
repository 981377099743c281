"""Why a unit gets what it gets, in sentences; and how even an allocation is, as one figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ocop.rulebook.allocation import INPUTS, Allocation, Policy, Share
from ocop.rulebook.exact import comma, shown

FAIRNESS_WORDS = (
    "Lấy chỉ tiêu chia cho số sản phẩm đăng ký của từng đơn vị có đăng ký. Chỉ số Jain là bình phương của tổng các tỷ số đó "
    "chia cho số đơn vị nhân tổng bình phương: bằng 1 khi mọi đơn vị gánh như nhau trên mỗi sản phẩm đăng ký, càng nhỏ càng "
    "lệch (R. Jain, D. Chiu, W. Hawe, 1984, DEC-TR-301)."
)


@dataclass(frozen=True)
class Fairness:
    """`index`: Jain's index of value ÷ registered over units that registered; `least`, `most` of these; `left_out`: units
    that registered nothing and yet got something, for which no such ratio exists."""

    index: Fraction
    least: Fraction
    most: Fraction
    left_out: int

    @property
    def text(self) -> str:
        return comma(shown(self.index, 3))

    @property
    def range_text(self) -> str:
        return f"{comma(shown(self.least, 2))} đến {comma(shown(self.most, 2))} chỉ tiêu trên một sản phẩm đăng ký"


def fairness(pairs: Iterable[tuple[int, int]]) -> Fairness | None:
    """`pairs`: (registered, value) of every unit. None where no unit registered or nothing was given to those that did."""
    rows = list(pairs)
    ratios = [Fraction(value, registered) for registered, value in rows if registered]
    if not any(ratios):
        return None
    squares = sum((ratio * ratio for ratio in ratios), Fraction(0))
    index = sum(ratios, Fraction(0)) ** 2 / (len(ratios) * squares)
    left_out = sum(1 for registered, value in rows if not registered and value)
    return Fairness(index, min(ratios), max(ratios), left_out)


def explain(share: Share, allocation: Allocation) -> tuple[str, ...]:
    """From what the unit registered to what it is given, step by step."""
    return (
        _basis(share, allocation.policy),
        f"Tỷ trọng {_percent(share.weight)} của tổng {allocation.total}; phần tính được {_two(share.quota)}{_held(share)}.",
        _rounding(share),
        _against(share),
    )


def policy_facts(policy: Policy) -> tuple[str, ...]:
    """Weights, floor and cap in words."""
    whole = sum(policy.weights.values(), Fraction(0))
    facts = [
        f"{INPUTS[name]}: {_short(weight / whole * 100)} %"
        for name, weight in policy.weights.items()
        if weight
    ]
    if policy.floor.percent or policy.floor.plus:
        facts.append(f"mức sàn: {policy.floor.percent} % số đăng ký{_plus(policy.floor.plus)}")
    if policy.cap:
        facts.append(f"mức trần: {policy.cap.percent} % số đăng ký{_plus(policy.cap.plus)}")
    return tuple(facts)


def _basis(share: Share, policy: Policy) -> str:
    unit = share.unit
    parts = [
        f"{INPUTS[name]} {_two(unit.value(name)) if unit.value(name).denominator > 1 else int(unit.value(name))}"
        for name, weight in policy.weights.items()
        if weight
    ]
    return f"Căn cứ: {', '.join(parts)}."


def _held(share: Share) -> str:
    if share.held == "cap":
        return f" (dừng ở mức trần {share.cap})"
    return f" (nâng lên mức sàn {share.floor})" if share.held == "floor" else ""


def _rounding(share: Share) -> str:
    if share.quota == share.value:
        return f"Chỉ tiêu {share.value}, không phải làm tròn."
    if share.value > share.quota:
        return f"Làm tròn lên {share.value}: phần lẻ thuộc nhóm lớn nhất."
    return f"Làm tròn xuống {share.value}: phần lẻ nhỏ hơn các đơn vị được làm tròn lên."


def _against(share: Share) -> str:
    """What is carried beyond what the unit itself put down."""
    more = share.value - share.unit.registered
    if more > 0:
        return f"Nhiều hơn số đăng ký {more}."
    return f"Ít hơn số đăng ký {-more}." if more else "Bằng số đăng ký."


def _percent(part: Fraction) -> str:
    return f"{comma(shown(part * 100, 2))} %"


def _short(value: Fraction) -> str:
    """Two digits at most, none that say nothing."""
    text = _two(value)
    return text.rstrip("0").rstrip(",")


def _two(value: Fraction) -> str:
    return comma(shown(value, 2))


def _plus(number: int) -> str:
    return f" cộng {number}" if number else ""
