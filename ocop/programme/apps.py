from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "ocop.programme"
    label = "programme"
    verbose_name = "Chương trình"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.programme.models import CriteriaSetVersion

        protect(CriteriaSetVersion)
