from django.apps import AppConfig

SHEET = [
    "item",
    "seat",
    "revision",
    "choices",
    "notes",
    "marked_at",
    "total",
    "parts",
    "dossier_sha256",
    "version_no",
    "entered_by",
    "submitted_at",
    "sha256",
    "journal",
    "reason",
]
RESULT = [
    "item",
    "dossier",
    "level",
    "mean",
    "mean_shown",
    "band_stars",
    "stars",
    "rating",
    "counted",
    "settled_at",
]
CONFLICT = [
    "item",
    "seat",
    "kind",
    "source",
    "words",
    "at",
    "by",
    "confirmed_at",
    "dismissed_at",
    "dismissed_words",
]


class EvaluationConfig(AppConfig):
    name = "ocop.evaluation"
    label = "evaluation"
    verbose_name = "Hội đồng đánh giá"

    def ready(self) -> None:
        from ocop.evaluation import file_access, integrity, messages, navigation

        _protect()
        for part in (file_access, integrity, messages, navigation):
            part.register_all()


def _protect() -> None:
    """After submission, answer, convening and locking the database itself keeps what was said (I04)."""
    from ocop.core.immutability import protect
    from ocop.evaluation.models import (
        Amendment,
        Conflict,
        Declaration,
        Item,
        Result,
        Session,
        Sheet,
        SheetSave,
    )

    protect(Sheet, when="OLD.state <> 'draft'", frozen=SHEET)
    protect(SheetSave)
    protect(Result, frozen=RESULT)
    protect(Item, when="OLD.state = 'settled'", frozen=["session", "dossier", "version", "state"])
    protect(Declaration)
    protect(Conflict, when="OLD.confirmed_at IS NOT NULL OR OLD.dismissed_at IS NOT NULL", frozen=CONFLICT)
    protect(
        Session,
        when="OLD.state NOT IN ('preparing', 'declaring')",
        frozen=["council", "round", "rules", "roster"],
    )
    protect(
        Session, when="OLD.state = 'locked'", frozen=["state", "lock_proposed_by", "locked_by", "locked_at"]
    )
    protect(Amendment, when="OLD.approved_at IS NOT NULL")
