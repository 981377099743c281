from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "ocop.notify"
    label = "notify"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.core import nav
        from ocop.core.permissions import Permission
        from ocop.core.timetable import every
        from ocop.notify import integrity
        from ocop.notify.queries import unread_count
        from ocop.notify.tasks import send_waiting_again

        nav.register(
            nav.NavItem("Thông báo", "notify:inbox", "bell", 90, (Permission.WORK_VIEW,), count=unread_count)
        )
        integrity.install()
        verbs.register({"person.channels": "Chọn kênh nhận thông báo"})
        nav.register(
            nav.NavItem("Thư đã gửi", "notify:deliveries", "send", 870, permissions=(Permission.JOB_MANAGE,))
        )
        every("notify.waiting", minutes=5, run=send_waiting_again, words="Gửi lại các thông báo còn chờ gửi")
