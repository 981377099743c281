"""The criteria sets of the programme: what a council scores, as dated data.

For example `get_set("26/2026/QĐ-TTg#9").criterion("1.1").cases[0].option(2).points` is Decimal("3").
"""

from ocop.rulebook.criteria.checking import CheckReport, check_sets
from ocop.rulebook.criteria.comparing import Comparison, Difference, compare_with_pack
from ocop.rulebook.criteria.criteria_set import (
    CriteriaSet,
    Group,
    NotACriteriaSet,
    Part,
    Section,
    UnknownCriterion,
)
from ocop.rulebook.criteria.criterion import Case, Criterion, Flag, Option, StopRule
from ocop.rulebook.criteria.evidence import EvidenceSubject, evidence_subjects
from ocop.rulebook.criteria.files import CURRENT, SHIPPED, BrokenCriteriaData, UnknownCriteriaSet
from ocop.rulebook.criteria.finding import Found, find_sets
from ocop.rulebook.criteria.loading import get_set, load_sets
from ocop.rulebook.criteria.sectors import Sector, SectorGroup, SetEntry, sectors

__all__ = [
    "CURRENT",
    "SHIPPED",
    "BrokenCriteriaData",
    "Case",
    "CheckReport",
    "Comparison",
    "CriteriaSet",
    "Criterion",
    "Difference",
    "EvidenceSubject",
    "Flag",
    "Found",
    "Group",
    "NotACriteriaSet",
    "Option",
    "Part",
    "Section",
    "Sector",
    "SectorGroup",
    "SetEntry",
    "StopRule",
    "UnknownCriteriaSet",
    "UnknownCriterion",
    "check_sets",
    "compare_with_pack",
    "evidence_subjects",
    "find_sets",
    "get_set",
    "load_sets",
    "sectors",
]
