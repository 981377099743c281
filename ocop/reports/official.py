"""The official reports in the catalogue of `ocop report`."""

from collections.abc import Callable
from typing import Any

from ocop.reports import catalogue
from ocop.reports.catalogue import Asked, Report
from ocop.reports.outlines import Outline, outlines
from ocop.reports.papers import to_json, to_word, to_xlsx
from ocop.reports.periods import read_period
from ocop.reports.queries import check_level, content_of, report_scope
from ocop.targets.queries.areas import unit_of_code

WRITERS = {"json": to_json, "xlsx": to_xlsx, "docx": to_word}


def building(outline: Outline) -> Callable[[Asked], dict[str, Any]]:
    def build(asked: Asked) -> dict[str, Any]:
        if asked.on is None:
            raise ValueError("a report needs the day of today")
        period = read_period(asked.period, outline.period, asked.on)
        unit = unit_of_code(asked.unit)
        check_level(outline, unit)
        return content_of(outline, period, report_scope(unit, period, asked.on))

    return build


def install() -> None:
    for one in outlines():
        catalogue.register(
            Report(
                one.key,
                one.words,
                tuple(WRITERS),
                building(one),
                WRITERS,
                one.levels,
                str(one.period),
            )
        )
