"""Councils, sessions, sheets and results."""

from ocop.evaluation.models.council import Council, Seat
from ocop.evaluation.models.results import Amendment, Result
from ocop.evaluation.models.session import Conflict, Declaration, Discussion, Item, Session
from ocop.evaluation.models.sheet import Sheet

__all__ = ["Amendment", "Conflict", "Council", "Declaration", "Discussion", "Item", "Result", "Seat", "Session", "Sheet"]
