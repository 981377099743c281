from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "ocop.recognition"
    label = "recognition"
    verbose_name = "Công nhận"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.dossiers import recognitions
        from ocop.recognition import file_access, integrity, navigation, standing
        from ocop.recognition.models import Certificate, Decision, DecisionLine, HistoricRecognition, PaperConfirmation

        protect(Decision, when="OLD.published_at IS NOT NULL",
                frozen=["unit", "level", "kind", "title", "body", "number", "year", "number_text", "decided_on", "draft_file",
                        "signed_file", "signing_mode", "signer_name", "signed_by", "published_at", "supersedes"])
        protect(DecisionLine, when="OLD.frozen_at IS NOT NULL",
                frozen=["decision", "place", "product", "dossier", "result", "stars", "mean_shown", "snapshot"])
        protect(Certificate, frozen=["token", "number_text", "unit", "product", "line", "stars", "valid_from", "valid_until", "snapshot"])
        protect(HistoricRecognition)
        protect(PaperConfirmation)
        recognitions.register(standing.from_certificates)
        recognitions.register(standing.from_history)
        for part in (file_access, integrity, navigation):
            part.install()
