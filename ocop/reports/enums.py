"""Names of the reports app."""

from enum import StrEnum


class PeriodKind(StrEnum):
    """For what stretch of time a report is made."""

    DAY = "day"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def example(self) -> str:
        return EXAMPLES[self]


WORDS = {
    PeriodKind.DAY: "một ngày",
    PeriodKind.QUARTER: "một quý",
    PeriodKind.YEAR: "một năm",
    PeriodKind.SPAN: "nhiều năm",
}
EXAMPLES = {
    PeriodKind.DAY: "2026-09-30",
    PeriodKind.QUARTER: "2026-Q3",
    PeriodKind.YEAR: "2026",
    PeriodKind.SPAN: "2021-2025",
}
