from django.apps import AppConfig

CASE = ["code", "kind", "product", "opened_at"]
REPORT = ["code", "case", "kind", "words", "seen_unit", "seen_at_words", "seen_on", "given_at"]


class SupervisionConfig(AppConfig):
    name = "ocop.supervision"
    label = "supervision"
    verbose_name = "Giám sát"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.supervision import checks, file_access, messages, models, navigation, timetable

        protect(models.Case, frozen=CASE)
        protect(models.Report, frozen=REPORT)
        for part in (checks, file_access, messages, navigation, timetable):
            part.install()
