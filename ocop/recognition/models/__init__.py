"""Decisions, certificates, revocations, and recognitions from before this system."""

from ocop.recognition.models.certificates import Certificate, Revocation, Suspension
from ocop.recognition.models.credentials import Credential
from ocop.recognition.models.decisions import Decision, DecisionLine, PaperConfirmation
from ocop.recognition.models.history import HistoricRecognition, ReviewTask
from ocop.recognition.models.sealed import SealedPaper

__all__ = [
    "Certificate",
    "Credential",
    "Decision",
    "DecisionLine",
    "HistoricRecognition",
    "PaperConfirmation",
    "ReviewTask",
    "Revocation",
    "SealedPaper",
    "Suspension",
]
