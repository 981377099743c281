"""Sharing out a total over units by transparent rules: exact, explained, the same answer every time.

The law does not say how a goal is handed down, so a **policy** is a named, dated setting (`reference/allocation`): weights
over four inputs, a floor and a cap for each unit. The weight of a unit is the weighted mean of its *shares* of each input,
so that ten villages and a thousand products can stand beside each other; an input that no unit has is left out.

The quota of a unit is its weight times one common factor, held between floor and cap; the factor is the one for which the
quotas add up to the total. Whole numbers come by largest remainder; equal remainders go by the key of the unit. From this
follow the properties the tests hold: exact sum, floors and caps kept, no reward for a smaller weight, nothing above its
floor for a unit without weight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

INPUTS = {
    "registered": "sản phẩm đăng ký",
    "potential": "chủ thể đang tham gia",
    "expiring": "sản phẩm phải đánh giá lại",
    "delivery": "sản phẩm đăng ký nhân mức đạt năm trước",
}
LARGEST = 1_000_000


class CannotAllocate(ValueError):
    """The total cannot be shared out under this policy; `sentence` says why and what to do."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


@dataclass(frozen=True)
class UnitInputs:
    """What is known of a unit. `target`: what it was given the year before (None: nothing), `reached`: what it did."""

    key: str
    registered: int = 0
    potential: int = 0
    expiring: int = 0
    reached: int = 0
    target: int | Fraction | None = None

    @property
    def delivery_rate(self) -> Fraction:
        """Reached ÷ target of the year before, at most 1; nothing is held against a unit that had no target."""
        return min(Fraction(self.reached) / self.target, Fraction(1)) if self.target else Fraction(1)

    def value(self, name: str) -> Fraction:
        if name == "delivery":
            return self.registered * self.delivery_rate
        return Fraction(getattr(self, name))


@dataclass(frozen=True)
class Bound:
    """A floor or a cap: a percentage of what the unit registered (rounded down), and a number on top."""

    percent: int = 0
    plus: int = 0

    def of(self, unit: UnitInputs) -> int:
        return unit.registered * self.percent // 100 + self.plus


@dataclass(frozen=True)
class Policy:
    key: str
    name: str
    words: str
    weights: Mapping[str, Fraction]
    floor: Bound = Bound()
    cap: Bound | None = None


@dataclass(frozen=True)
class Share:
    """The answer for one unit. `weight`: its part of all weights; `quota`: exact, before whole numbers."""

    unit: UnitInputs
    weight: Fraction
    floor: int
    cap: int | None
    quota: Fraction
    value: int

    @property
    def held(self) -> str:
        """`floor` or `cap` where that, not the weight, decided."""
        if self.cap is not None and self.quota == self.cap:
            return "cap"
        return "floor" if self.floor and self.quota == self.floor else ""


@dataclass(frozen=True)
class Allocation:
    policy: Policy
    total: int
    shares: tuple[Share, ...]  # in the order of keys

    @property
    def values(self) -> dict[str, int]:
        return {share.unit.key: share.value for share in self.shares}

    @property
    def registered(self) -> int:
        return sum(share.unit.registered for share in self.shares)


def allocate(total: int, units: Sequence[UnitInputs], policy: Policy) -> Allocation:
    """Share out `total`. CannotAllocate with the reason where no answer keeps the rules."""
    ordered = sorted(units, key=lambda unit: unit.key)
    _check(total, ordered)
    weights = unit_weights(ordered, policy)
    floors = [policy.floor.of(unit) for unit in ordered]
    caps = [policy.cap.of(unit) if policy.cap else None for unit in ordered]
    _check_room(total, weights, floors, caps)
    quotas = _quotas(total, weights, floors, caps)
    values = _largest_remainder(total, quotas)
    rows = zip(ordered, weights, floors, caps, quotas, values, strict=True)
    return Allocation(policy, total, tuple(Share(*row) for row in rows))


def unit_weights(units: Sequence[UnitInputs], policy: Policy) -> list[Fraction]:
    """The part of each unit in all weights, adding up to 1; all nought where there is nothing to weigh."""
    sums = {name: sum((unit.value(name) for unit in units), Fraction(0)) for name in policy.weights}
    used = {name: weight for name, weight in policy.weights.items() if weight and sums[name]}
    whole = sum(used.values(), Fraction(0))
    return [
        sum((weight * unit.value(name) / sums[name] for name, weight in used.items()), Fraction(0)) / whole
        if used
        else Fraction(0)
        for unit in units
    ]


def _check(total: int, units: Sequence[UnitInputs]) -> None:
    if not units:
        raise CannotAllocate("Không có đơn vị nào để phân bổ.", "allocation.units")
    if len({unit.key for unit in units}) != len(units):
        raise ValueError("the same unit twice")
    if not 0 < total <= LARGEST:
        raise CannotAllocate("Tổng chỉ tiêu phải từ 1 đến 1.000.000.", "allocation.total")


def _check_room(
    total: int, weights: Sequence[Fraction], floors: Sequence[int], caps: Sequence[int | None]
) -> None:
    for low, high in zip(floors, caps, strict=True):
        if high is not None and low > high:
            raise CannotAllocate(
                f"Mức sàn {low} cao hơn mức trần {high} của cùng một đơn vị.", "allocation.bounds"
            )
    least = sum(floors)
    if least > total:
        raise CannotAllocate(
            f"Mức sàn của các đơn vị cộng lại là {least}, nhiều hơn tổng {total}. Hãy tăng tổng hoặc chọn cách khác.",
            "allocation.floors",
        )
    if least < total and not any(weights):
        raise CannotAllocate(
            "Không có số liệu nào để chia theo cách này: các căn cứ của mọi đơn vị đều bằng 0.",
            "allocation.nothing",
        )
    pairs = list(zip(weights, floors, caps, strict=True))
    if all(high is not None for weight, _, high in pairs if weight):
        most = sum((high or 0) if weight else low for weight, low, high in pairs)
        if most < total:
            raise CannotAllocate(
                f"Mức trần của các đơn vị cộng lại chỉ nhận được {most}, ít hơn tổng {total}. "
                "Hãy giảm tổng hoặc chọn cách không có mức trần.",
                "allocation.caps",
            )


def _quotas(
    total: int, weights: Sequence[Fraction], floors: Sequence[int], caps: Sequence[int | None]
) -> list[Fraction]:
    """weight × factor between floor and cap; the factor for which they add up to the total. Exact: the sum is a line
    between the factors at which some unit leaves its floor or meets its cap."""
    steps: list[tuple[Fraction, Fraction, Fraction]] = []  # factor, change of slope, change of constant
    for weight, low, high in zip(weights, floors, caps, strict=True):
        if weight:
            steps.append((low / weight, weight, Fraction(-low)))
            if high is not None:
                steps.append((high / weight, -weight, Fraction(high)))
    slope, constant, factor = Fraction(0), Fraction(sum(floors)), Fraction(0)
    for start, tilt, lift in sorted(steps):
        if constant + slope * start >= total:
            break
        slope, constant, factor = slope + tilt, constant + lift, start
    if slope:
        factor = (total - constant) / slope
    return [
        _between(weight * factor, low, high) for weight, low, high in zip(weights, floors, caps, strict=True)
    ]


def _between(value: Fraction, low: int, high: int | None) -> Fraction:
    value = max(value, Fraction(low))
    return value if high is None else min(value, Fraction(high))


def _largest_remainder(total: int, quotas: Sequence[Fraction]) -> list[int]:
    """Whole parts first; what is left goes one by one to the largest remainders, equal ones in the order given."""
    values = [floor(quota) for quota in quotas]
    left = total - sum(values)
    by_remainder = sorted(range(len(quotas)), key=lambda n: (values[n] - quotas[n], n))
    for place in by_remainder[:left]:
        values[place] += 1
    return values
