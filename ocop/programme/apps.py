from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "ocop.programme"
    label = "programme"
    verbose_name = "Chương trình"

    def ready(self) -> None:
        from ocop.core import loading
        from ocop.core.immutability import protect
        from ocop.programme import tasks
        from ocop.programme.models import CriteriaSetVersion

        protect(CriteriaSetVersion)
        loading.register("criteria", tasks.load_criteria, order=20, title="Bộ tiêu chí")
        loading.register("calendar", tasks.load_calendar, order=30, title="Lịch ngày nghỉ")
