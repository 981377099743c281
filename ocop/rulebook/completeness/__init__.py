"""The pre-check of a dossier: what is missing, expired or contradictory, and how to mend it.

findings = precheck(DossierFacts(...))
can_file = not any(finding.blocks for finding in findings)
"""

from ocop.rulebook.completeness.composition import ChecklistItem, composition_checklist
from ocop.rulebook.completeness.facts import (
    DossierFacts,
    EvidenceFact,
    FileState,
    Finding,
    FindingKind,
)
from ocop.rulebook.completeness.precheck import precheck

__all__ = [
    "ChecklistItem",
    "DossierFacts",
    "EvidenceFact",
    "FileState",
    "Finding",
    "FindingKind",
    "composition_checklist",
    "precheck",
]
