from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "ocop.notify"
    label = "notify"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        from ocop.core import nav
        from ocop.core.permissions import Permission
        from ocop.notify import integrity
        from ocop.notify.queries import unread_count

        nav.register(
            nav.NavItem("Thông báo", "notify:inbox", "bell", 90, (Permission.WORK_VIEW,), count=unread_count)
        )
        integrity.install()
