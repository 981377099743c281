from django.apps import AppConfig

CASE = ["code", "kind", "product", "opened_at"]
PLAN = ["code", "unit", "year", "size", "percent", "seed", "candidates", "drawn_at"]
VISIT = ["product", "known", "known_sha256", "visited_on", "met", "summary", "state"]
FINDING = ["visit", "product", "item", "severity", "words", "found_on"]
REPORT = ["code", "case", "kind", "words", "seen_unit", "seen_at_words", "seen_on", "given_at"]


class SupervisionConfig(AppConfig):
    name = "ocop.supervision"
    label = "supervision"
    verbose_name = "Giám sát"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.supervision import (
            checks,
            file_access,
            indicators,
            messages,
            models,
            navigation,
            timetable,
        )

        protect(models.Case, frozen=CASE)
        protect(models.Report, frozen=REPORT)
        protect(models.PeriodicReport)
        protect(models.LabResult)
        protect(models.InspectionPlan, frozen=PLAN)
        protect(models.Visit, when="OLD.state = 'submitted'", frozen=VISIT)
        protect(models.Finding, frozen=FINDING)
        for part in (checks, file_access, indicators, messages, navigation, timetable):
            part.install()
