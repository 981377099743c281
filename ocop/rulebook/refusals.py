"""What the rulebook answers when input cannot be used: which sheet, which criterion, why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason, in a Vietnamese sentence, with the place it belongs to (if any)."""

    reason: str
    code: str | None = None
    sheet: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        return {"sheet": self.sheet, "code": self.code, "reason": self.reason}


class Refused(ValueError):
    """Input was refused; `refusals` names every reason, not only the first."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__(" ".join(refusal.reason for refusal in self.refusals))


def refused(reason: str, *, code: str | None = None, sheet: str | None = None) -> Refused:
    return Refused([Refusal(reason, code=code, sheet=sheet)])


def quoted(value: object, limit: int = 40) -> str:
    """A foreign value as it may stand in a sentence: short, printable, never a control sign."""
    text = value if isinstance(value, str) else _brief(value)
    text = "".join(sign if sign.isprintable() else "�" for sign in text[: limit + 1])
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"


def _brief(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**12:
        return "số quá lớn"
    if isinstance(value, (list, tuple)):
        return "một danh sách"
    if isinstance(value, dict):
        return "một nhóm khóa"
    return str(value)
