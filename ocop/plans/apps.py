from django.apps import AppConfig

ISSUED = "OLD.state IN ('issued', 'amended', 'closed')"
PLAN = [
    *("code", "unit", "period", "year_from", "year_until", "title", "purpose", "upper", "version", "follows"),
    *("number", "decided_on", "signer", "file"),
]
FIXED = "OLD.fixed_at IS NOT NULL"


class PlansConfig(AppConfig):
    name = "ocop.plans"
    label = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.plans import checks, definitions, file_access, messages, models, navigation, timetable

        protect(models.Plan, when=ISSUED, frozen=PLAN)
        protect(models.Group, when=FIXED)
        protect(models.Objective, when=FIXED)
        protect(
            models.Task, when=FIXED, frozen=["plan", "group", "root", "title", "office", "partners", "due_on"]
        )
        protect(models.BudgetLine, when=FIXED, frozen=["plan", "root", "content", "source", "planned"])
        protect(models.Progress)
        protect(models.Movement)
        for part in (checks, definitions, file_access, messages, navigation, timetable):
            part.install()
