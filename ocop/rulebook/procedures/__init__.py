"""Dated procedures: which decision's rules apply when, as data in `reference/procedures`.

procedure_on(date(2024, 5, 1)).competence_for(3).decides      # Level.DISTRICT
competent_level(stars=3, on=date(2026, 11, 22))               # Level.PROVINCE
"""

from ocop.rulebook.procedures.filing import (
    Filing,
    FilingAnswer,
    FilingWindow,
    check_filing,
    filing_window,
    transition_until,
)
from ocop.rulebook.procedures.finding import (
    NoProcedure,
    RecordProcedure,
    all_procedures,
    bands_of_decision,
    competent_level,
    get_procedure,
    procedure_for_record,
    procedure_on,
)
from ocop.rulebook.procedures.model import (
    Clock,
    Competence,
    DossierKind,
    FormField,
    Item,
    Procedure,
    Setting,
    Step,
)
from ocop.rulebook.procedures.reading import BrokenProcedure
from ocop.rulebook.procedures.rounds import RoundDates, next_rounds, round_for

__all__ = [
    "BrokenProcedure",
    "Clock",
    "Competence",
    "DossierKind",
    "Filing",
    "FilingAnswer",
    "FilingWindow",
    "FormField",
    "Item",
    "NoProcedure",
    "Procedure",
    "RecordProcedure",
    "RoundDates",
    "Setting",
    "Step",
    "all_procedures",
    "bands_of_decision",
    "check_filing",
    "competent_level",
    "filing_window",
    "get_procedure",
    "next_rounds",
    "procedure_for_record",
    "procedure_on",
    "round_for",
    "transition_until",
]
