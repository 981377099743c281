from django.apps import AppConfig

CASE = ["code", "kind", "product", "opened_at"]
REPORT = ["code", "case", "kind", "words", "seen_unit", "seen_at_words", "seen_on", "given_at"]


class SupervisionConfig(AppConfig):
    name = "ocop.supervision"
    label = "supervision"
    verbose_name = "Giám sát"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.supervision import file_access, integrity, messages, models, navigation, timetable

        protect(models.Case, frozen=CASE)
        protect(models.Report, frozen=REPORT)
        for part in (file_access, integrity, messages, navigation, timetable):
            part.install()
