"""What is watched after recognition: reports of misuse, planned and ad hoc checks, what producers report of themselves."""

from ocop.supervision.models.findings import Advice, Finding
from ocop.supervision.models.misuse import Attempt, Case, Report, ReportPhoto
from ocop.supervision.models.periodic import PeriodicReport, ReportPeriod
from ocop.supervision.models.visits import (
    InspectionPlan,
    LabResult,
    Visit,
    VisitAnswer,
    VisitPhoto,
    VisitSave,
)

__all__ = [
    "Advice",
    "Attempt",
    "Case",
    "Finding",
    "InspectionPlan",
    "LabResult",
    "PeriodicReport",
    "Report",
    "ReportPeriod",
    "ReportPhoto",
    "Visit",
    "VisitAnswer",
    "VisitPhoto",
    "VisitSave",
]
