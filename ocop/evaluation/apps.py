from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "ocop.evaluation"
    label = "evaluation"
    verbose_name = "Hội đồng đánh giá"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.evaluation.models import Declaration, Item, Result, Sheet

        protect(Sheet, when="OLD.submitted_at IS NOT NULL",
                frozen=["item", "seat", "revision", "choices", "notes", "marked_at", "total", "parts", "dossier_sha256",
                        "version_no", "entered_by", "submitted_at"])
        protect(Result, frozen=["item", "dossier", "level", "mean", "mean_shown", "band_stars", "stars", "rating", "counted",
                                "settled_at"])
        protect(Item, when="OLD.state = 'settled'", frozen=["session", "dossier", "version", "state"])
        protect(Declaration)
