"""Facts derived from the registers, and what offices state: targets, declared figures, registrations, allocations."""

from ocop.targets.models.allocations import Allocation, AllocationLine
from ocop.targets.models.facts import Placed, ProducerFact, ProductFact, Rank
from ocop.targets.models.rounds import RegistrationRound
from ocop.targets.models.statements import DeclaredFigure, Registration, Target
from ocop.targets.models.tallies import Tally, UnitStart

__all__ = [
    "Allocation",
    "AllocationLine",
    "DeclaredFigure",
    "Placed",
    "ProducerFact",
    "ProductFact",
    "Rank",
    "Registration",
    "RegistrationRound",
    "Tally",
    "Target",
    "UnitStart",
]
