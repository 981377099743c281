from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "ocop.home"
    label = "home"

    def ready(self) -> None:
        from ocop.core.nav import NavItem, register, set_sections
        from ocop.core.permissions import Permission
        from ocop.home.menu import SECTIONS

        register(NavItem("Việc của tôi", "work:start", "list-task", 0, (Permission.WORK_VIEW,)))
        set_sections(SECTIONS)
