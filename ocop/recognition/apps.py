from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "ocop.recognition"
    label = "recognition"
    verbose_name = "Công nhận"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.dossiers import recognitions
        from ocop.recognition import file_access, integrity, messages, navigation, standing
        from ocop.recognition.models import (
            Certificate,
            Decision,
            DecisionLine,
            HistoricRecognition,
            PaperConfirmation,
            ReviewTask,
            Revocation,
            Suspension,
        )

        protect(Decision, when="OLD.published_at IS NOT NULL",
                frozen=["unit", "level", "kind", "title", "body", "number", "year", "number_text", "decided_on", "draft_file",
                        "signed_file", "signing_mode", "signature", "signer_name", "signer_title", "signed_by", "signed_at", "published_by",
                        "published_at", "supersedes"])
        protect(DecisionLine, when="OLD.frozen_at IS NOT NULL",
                frozen=["decision", "place", "product", "dossier", "result", "stars", "mean_shown", "snapshot"])
        protect(Certificate, frozen=["token", "number_text", "number", "year", "unit", "product", "line", "stars", "valid_from",
                                    "valid_until", "snapshot", "issued_at"])
        protect(HistoricRecognition)
        protect(PaperConfirmation)
        protect(ReviewTask, when="OLD.settled_at IS NOT NULL")
        protect(Revocation, frozen=["certificate", "ground", "words", "concluded_on", "concluded_by", "due_on"])
        protect(Suspension, frozen=["certificate", "from_on", "reason", "at"])
        recognitions.register(standing.from_certificates)
        recognitions.register(standing.from_history)
        for part in (file_access, integrity, messages, navigation):
            part.install()
