"""When a recognised product may be filed for re-evaluation, and what follows outside the window.

26/2026, Điều 6: no earlier than 180 and no later than 120 days before the certificate ends.
The text does not say what happens to a later file; the named setting `late_re_evaluation`
decides ("first" = like a first evaluation, "re_evaluation" = still taken, marked as late).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ocop.rulebook.procedures.finding import get_procedure
from ocop.rulebook.procedures.model import Procedure
from ocop.rulebook.procedures.rounds import CURRENT


class Filing(StrEnum):
    TOO_EARLY = "too_early"
    WITHIN = "within"
    LATE = "late"
    EXPIRED = "expired"


@dataclass(frozen=True)
class FilingWindow:
    """First and last day to file, both included."""

    opens_on: date
    closes_on: date
    valid_until: date


@dataclass(frozen=True)
class FilingAnswer:
    """`file_as` is the dossier kind that may be filed today; None = not yet."""

    filing: Filing
    window: FilingWindow
    file_as: str | None
    sentence: str


def filing_window(valid_until: date, procedure: Procedure | None = None) -> FilingWindow:
    rules = procedure or get_procedure(CURRENT)
    if rules.window_days is None:
        raise LookupError(f"{rules.name} không quy định khung ngày nộp hồ sơ đánh giá lại.")
    opens, closes = rules.window_days
    return FilingWindow(valid_until - timedelta(opens), valid_until - timedelta(closes), valid_until)


def check_filing(valid_until: date, filed_on: date, procedure: Procedure | None = None) -> FilingAnswer:
    """Whether a re-evaluation may be filed on this day, and if not, what can be done."""
    rules = procedure or get_procedure(CURRENT)
    window = filing_window(valid_until, rules)
    span = f"{window.opens_on:%d/%m/%Y} đến {window.closes_on:%d/%m/%Y}"
    if filed_on < window.opens_on:
        days = (window.opens_on - filed_on).days
        return FilingAnswer(
            Filing.TOO_EARLY,
            window,
            None,
            f"Chưa đến ngày nộp hồ sơ đánh giá lại: nộp từ {span} (còn {days} ngày).",
        )
    if filed_on <= window.closes_on:
        days = (window.closes_on - filed_on).days
        return FilingAnswer(
            Filing.WITHIN,
            window,
            "re_evaluation",
            f"Đang trong khung nộp hồ sơ đánh giá lại, từ {span} (còn {days} ngày).",
        )
    return _late(window, filed_on, rules, span)


def _late(window: FilingWindow, filed_on: date, rules: Procedure, span: str) -> FilingAnswer:
    over = filed_on > window.valid_until
    file_as = str(rules.setting("late_re_evaluation", "first"))
    head = (
        f"Giấy chứng nhận đã hết hạn ngày {window.valid_until:%d/%m/%Y}"
        if over
        else f"Đã quá khung nộp hồ sơ đánh giá lại ({span})"
    )
    how = (
        "nộp như hồ sơ đánh giá lần đầu"
        if file_as == "first" or over
        else "vẫn nhận là hồ sơ đánh giá lại, ghi rõ nộp muộn"
    )
    tail = "" if over else f" Giấy chứng nhận hiện nay còn đến hết ngày {window.valid_until:%d/%m/%Y}."
    return FilingAnswer(
        Filing.EXPIRED if over else Filing.LATE,
        window,
        "first" if over else file_as,
        f"{head}; {how}.{tail}",
    )


def transition_until(valid_until: date, procedure: Procedure | None = None) -> date | None:
    """Điều 12 khoản 3: last day an old certificate may stay valid while its re-evaluation runs.

    Only for certificates whose filing window was certainly over when the decision came into
    force; whether another holder "could not meet" the window is for the office to say.
    """
    rules = procedure or get_procedure(CURRENT)
    limit = rules.setting("transition_window_until")
    days = next((item.days for item in rules.transition if item.key == "window_missed"), None)
    if not isinstance(limit, date) or days is None:
        return None
    return valid_until + timedelta(days) if rules.in_force_from <= valid_until <= limit else None
