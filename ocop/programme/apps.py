from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "ocop.programme"
    label = "programme"
    verbose_name = "Chương trình"

    def ready(self) -> None:
        from ocop.core import loading, nav
        from ocop.core.immutability import protect
        from ocop.core.permissions import Permission as P
        from ocop.programme import integrity, tasks
        from ocop.programme.models import CriteriaSetVersion

        protect(CriteriaSetVersion)
        loading.register("criteria", tasks.load_criteria, order=20, title="Bộ tiêu chí")
        loading.register("calendar", tasks.load_calendar, order=30, title="Lịch ngày nghỉ")
        nav.register(
            nav.NavItem("Bộ tiêu chí", "programme:criteria-sets", "list-check", 70, (P.REFERENCE_MANAGE,))
        )
        nav.register(
            nav.NavItem("Lịch ngày nghỉ", "programme:calendar", "calendar-event", 72, (P.CALENDAR_MANAGE,))
        )
        integrity.install()
