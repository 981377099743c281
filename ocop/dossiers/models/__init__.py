"""The dossier and what is written about it on its way."""

from ocop.dossiers.models.appraisal import Appraisal, AppraisalNote
from ocop.dossiers.models.commune import CommuneAssessment, CompositionCheck
from ocop.dossiers.models.dossier import Dossier, DossierEvidence, DossierVersion, VersionFile
from ocop.dossiers.models.returns import Return, ReturnItem

__all__ = [
    "Appraisal",
    "AppraisalNote",
    "CommuneAssessment",
    "CompositionCheck",
    "Dossier",
    "DossierEvidence",
    "DossierVersion",
    "Return",
    "ReturnItem",
    "VersionFile",
]
