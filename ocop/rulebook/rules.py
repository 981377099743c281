"""The rules of one council (Quy chế hoạt động), as dated settings.

26/2026 leaves number of members, quorum, voting, the effect of a missed minimum and the
panel's option to the council's Quy chế. Every default below is named, can be changed per
council, and is shown in the result. Known practice (Tây Ninh, Đồng Tháp): mean of totals,
gap of at most 10 points, attendance of at least 75 % with the chair.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation

from ocop.rulebook.refusals import Refusal, Refused, quoted

GATE_OPTIONS: Mapping[str, str] = {
    "median_low": "Mức được hơn một nửa số thành viên chấm đạt (trung vị thấp)",
    "median_high": "Mức được ít nhất một nửa số thành viên chấm đạt (trung vị cao)",
    "lowest": "Mức mà mọi thành viên đều chấm đạt (thấp nhất)",
}
MISSED_GATE: Mapping[str, str] = {
    "step_down": "Xếp hạng sao cao nhất mà mọi điều kiện tối thiểu đều đạt",
    "not_rated": "Không xếp hạng khi thiếu bất kỳ điều kiện tối thiểu nào",
}
DEFAULT_SOURCE = "Mặc định của phần mềm; 26/2026/QĐ-TTg giao Quy chế của Hội đồng quy định"


@dataclass(frozen=True)
class CouncilRules:
    """Settings of a council from a day on; the stored record keeps the whole of them."""

    max_gap: Decimal = Decimal(10)
    gate_option: str = "median_low"
    missed_gate: str = "step_down"
    quorum_percent: int = 75
    chair_required: bool = True
    min_sheets: int = 3
    files_days_before: int = 1
    source: str = DEFAULT_SOURCE
    valid_from: date | None = None

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise Refused(problems)

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> "CouncilRules":
        """Read settings as stored or typed; every unknown key and bad value is named."""
        known = {field.name for field in fields(cls)}
        refusals = [_unknown(key, known) for key in settings if key not in known]
        values: dict[str, object] = {}
        for key in known & set(settings):
            try:
                values[key] = _read(key, settings[key])
            except Refused as error:
                refusals.extend(error.refusals)
        if refusals:
            raise Refused(refusals)
        return cls(**values)  # type: ignore[arg-type]

    def to_settings(self) -> dict[str, object]:
        """A JSON-ready form that `from_settings` reads back to an equal object."""
        return {
            "max_gap": format(self.max_gap, "f"),
            "gate_option": self.gate_option,
            "missed_gate": self.missed_gate,
            "quorum_percent": self.quorum_percent,
            "chair_required": self.chair_required,
            "min_sheets": self.min_sheets,
            "files_days_before": self.files_days_before,
            "source": self.source,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
        }


def check_quorum(rules: CouncilRules, *, seats: int, present: int, chair_present: bool) -> list[Refusal]:
    """Whether this product may be scored. Members in conflict count on neither side."""
    refusals = []
    if rules.chair_required and not chair_present:
        refusals.append(Refusal("Chủ tịch Hội đồng (hoặc người được ủy quyền) chưa có mặt."))
    if seats <= 0 or present * 100 < seats * rules.quorum_percent:
        refusals.append(
            Refusal(
                f"Mới có {present}/{seats} thành viên được chấm sản phẩm này; "
                f"Quy chế yêu cầu ít nhất {rules.quorum_percent} %."
            )
        )
    return refusals


def check_sheet_count(rules: CouncilRules, *, counted: int) -> list[Refusal]:
    """A result needs a minimum of counted sheets, whatever the quorum."""
    if counted >= rules.min_sheets:
        return []
    return [Refusal(f"Mới có {counted} phiếu điểm được tính; cần ít nhất {rules.min_sheets} phiếu.")]


def _unknown(key: object, known: set[str]) -> Refusal:
    names = ", ".join(sorted(known))
    return Refusal(f"Quy chế không có mục {quoted(key)}; các mục dùng được: {names}.")


def _read(key: str, value: object) -> object:
    if key == "max_gap":
        return _decimal(value)
    if key == "valid_from" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Refused([Refusal(f"Ngày áp dụng {quoted(value)} không đúng.")]) from None
    return value


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise Refused([Refusal(f"max_gap phải là một số, không phải {quoted(value)}.")])
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Refused([Refusal(f"max_gap phải là một số, không phải {quoted(value)}.")])
    return number


def _problems(rules: CouncilRules) -> list[Refusal]:
    found = []
    if not (rules.max_gap.is_finite() and 0 <= rules.max_gap <= 100):
        found.append("max_gap (chênh lệch tối đa) phải từ 0 đến 100 điểm.")
    if not _among(rules.gate_option, GATE_OPTIONS):
        found.append(_choose("gate_option", rules.gate_option, GATE_OPTIONS))
    if not _among(rules.missed_gate, MISSED_GATE):
        found.append(_choose("missed_gate", rules.missed_gate, MISSED_GATE))
    if not _whole(rules.quorum_percent, 0, 100):
        found.append("quorum_percent (tỷ lệ dự họp) phải là số nguyên từ 0 đến 100.")
    if rules.chair_required not in (True, False):
        found.append("chair_required (bắt buộc có Chủ tịch) phải là có hoặc không.")
    if not _whole(rules.min_sheets, 1, 1000):
        found.append("min_sheets (số phiếu tối thiểu) phải là số nguyên từ 1 trở lên.")
    if not _whole(rules.files_days_before, 0, 60):
        found.append("files_days_before (ngày gửi hồ sơ trước) phải là số nguyên từ 0 đến 60.")
    if not str(rules.source).strip():
        found.append("Phải ghi căn cứ của Quy chế (source).")
    return [Refusal(sentence) for sentence in found]


def _among(value: object, allowed: Mapping[str, str]) -> bool:
    return isinstance(value, str) and value in allowed


def _choose(key: str, value: object, allowed: Mapping[str, str]) -> str:
    return f"{key} {quoted(value)} không dùng được; chọn một trong: {', '.join(allowed)}."


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
