"""Which plan may stand above which: a higher unit of the same line, the same period, years that hold the lower one's."""

from dataclasses import dataclass

HEIGHT = {"nation": 2, "province": 1, "commune": 0}


@dataclass(frozen=True)
class Place:
    """A plan as the tree sees it. `province` is the key of the unit's province, empty for the nation."""

    level: str
    province: str
    period: str
    year_from: int
    year_until: int


def why_not_below(lower: Place, upper: Place) -> str:
    """Key of what is wrong when `upper` is to stand above `lower`; empty when it may."""
    if HEIGHT.get(upper.level, -1) <= HEIGHT.get(lower.level, -1):
        return "level"
    if upper.level == "province" and upper.province != lower.province:
        return "line"
    if upper.period != lower.period:
        return "period"
    if upper.year_from > lower.year_from or upper.year_until < lower.year_until:
        return "years"
    return ""
