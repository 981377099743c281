"""What `ocop init` runs for this app; the moment of loading enters here."""

from ocop.core.acting import system
from ocop.core.clock import local_date, now
from ocop.programme import actions


def load_criteria() -> dict[str, int]:
    at = now()
    return actions.load_criteria(by=system(local_date(at)), at=at)


def load_calendar() -> dict[str, int]:
    at = now()
    return actions.load_calendar(by=system(local_date(at)), at=at)
