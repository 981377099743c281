"""Two official reports that were made: the commune's quarter and the province's year so far."""

from ocop.core.permissions import Role
from ocop.demo.world import World
from ocop.reports.actions import make_report
from ocop.reports.outlines import outline

MADE = (  # report, who, in which role, days ago, the quarter before today or the running year
    ("commune_quarter", "xa", Role.COMMUNE_OFFICER, 3, True),
    ("province_year", "tinh", Role.PROVINCE_OFFICE, 2, False),
)


def add_official_reports(world: World) -> None:
    for key, person, role, ago, quarterly in MADE:
        at = world.days.at(ago, 15)
        by = world.by(person, at, role=role)
        known = outline(key)
        if known is None:
            raise LookupError(key)
        last = at.year * 4 + (at.month - 1) // 3 - 1
        period = f"{last // 4}-Q{last % 4 + 1}" if quarterly else str(at.year)
        make_report(outline=known, period=period, by=by, at=at)
