"""What is watched after recognition: reports of misuse."""

from ocop.supervision.models.misuse import Attempt, Case, Report, ReportPhoto

__all__ = ["Attempt", "Case", "Report", "ReportPhoto"]
