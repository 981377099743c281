from django.apps import AppConfig

DECISION = [
    "unit",
    "level",
    "kind",
    "title",
    "body",
    "number",
    "year",
    "number_text",
    "decided_on",
    "draft_file",
    "signed_file",
    "signing_mode",
    "signature",
    "signer_name",
    "signer_title",
    "signed_by",
    "signed_at",
    "published_by",
    "published_at",
    "supersedes",
]
LINE = ["decision", "place", "product", "dossier", "result", "stars", "mean_shown", "snapshot"]
CERTIFICATE = [
    "token",
    "number_text",
    "number",
    "year",
    "unit",
    "product",
    "line",
    "stars",
    "valid_from",
    "valid_until",
    "snapshot",
    "issued_at",
]
REVOCATION = ["certificate", "ground", "words", "concluded_on", "concluded_by", "due_on"]
SUSPENSION = ["certificate", "from_on", "reason", "at"]


class RecognitionConfig(AppConfig):
    name = "ocop.recognition"
    label = "recognition"
    verbose_name = "Công nhận"

    def ready(self) -> None:
        from ocop.core import loading
        from ocop.dossiers import recognitions
        from ocop.recognition import (
            credential_checks,
            file_access,
            integrity,
            messages,
            navigation,
            standing,
            tasks,
        )
        from ocop.recognition.actions import sealing

        _protect()
        loading.register("credentials", tasks.sign_missing, order=80, title="Mã ký của giấy chứng nhận")
        recognitions.register(standing.from_certificates)
        recognitions.register(standing.from_history)
        for part in (credential_checks, file_access, integrity, messages, navigation, sealing):
            part.install()


def _protect() -> None:
    """What was published, issued or settled keeps its words; the database itself refuses (I18, I19)."""
    from ocop.core.immutability import protect
    from ocop.recognition import models

    protect(models.Decision, when="OLD.published_at IS NOT NULL", frozen=DECISION)
    protect(models.DecisionLine, when="OLD.frozen_at IS NOT NULL", frozen=LINE)
    protect(models.Certificate, frozen=CERTIFICATE)
    protect(models.SealedPaper)
    protect(models.Credential)
    protect(models.HistoricRecognition)
    protect(models.PaperConfirmation)
    protect(models.ReviewTask, when="OLD.settled_at IS NOT NULL")
    protect(models.Revocation, frozen=REVOCATION)
    protect(models.Suspension, frozen=SUSPENSION)
