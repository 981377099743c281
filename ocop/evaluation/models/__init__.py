"""Councils, sessions, sheets and results."""

from ocop.evaluation.models.conflicts import Absence, Conflict, Declaration, Discussion
from ocop.evaluation.models.council import Council, Seat
from ocop.evaluation.models.results import Amendment, Result
from ocop.evaluation.models.session import Item, Session
from ocop.evaluation.models.sheet import Sheet, SheetSave

__all__ = [
    "Absence",
    "Amendment",
    "Conflict",
    "Council",
    "Declaration",
    "Discussion",
    "Item",
    "Result",
    "Seat",
    "Session",
    "Sheet",
    "SheetSave",
]
