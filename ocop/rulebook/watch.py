"""When holders and their commune are warned that a recognition ends.

26/2026 obliges nobody to warn anybody (the duty of earlier rules, 30 days ahead, is gone), so the days are a named
setting of the procedure, `warn_days`: 180 and 120 are the first and the last day to file for re-evaluation
(Điều 6), 90 and 30 are ours. Step 0 is the day after the last day.
"""

from datetime import date, timedelta

from ocop.rulebook.procedures import Procedure, procedure_on

DEFAULT = (180, 120, 90, 30)
ENDED = 0
TOLD_AFTER = (
    60  # an end that is longer ago than this is not told any more: it was found by an import, not by time
)


def warn_days(rules: Procedure) -> tuple[int, ...]:
    """The steps, furthest first."""
    value = rules.setting("warn_days", DEFAULT)
    days = value if isinstance(value, (list, tuple)) else DEFAULT
    return tuple(sorted({int(day) for day in days if int(day) > 0}, reverse=True))


def step_on(valid_until: date, on: date, rules: Procedure | None = None) -> int | None:
    """The step that this day belongs to: the last one whose day has come. None before the first and long after."""
    left = (valid_until - on).days
    if left < 0:
        return ENDED if -left <= TOLD_AFTER else None
    return min((day for day in warn_days(rules or procedure_on(on)) if left <= day), default=None)


def watched_days(on: date, rules: Procedure | None = None) -> tuple[date, date]:
    """First and last end of term that the watch looks at on this day."""
    furthest = warn_days(rules or procedure_on(on))[0]
    return on - timedelta(days=TOLD_AFTER), on + timedelta(days=furthest)
