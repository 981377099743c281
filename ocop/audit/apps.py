from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ocop.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        from ocop.audit import checks, timetable
        from ocop.audit.models import Checkpoint, Event
        from ocop.core import nav
        from ocop.core.checks_registry import register
        from ocop.core.immutability import protect
        from ocop.core.permissions import Permission
        from ocop.core.timetable import daily

        protect(Event)
        protect(Checkpoint)
        register("I26", "Mỗi lần chuyển trạng thái có một mục nhật ký", checks.states_recorded)
        register("I27", "Chuỗi nhật ký liền mạch, không bị sửa", checks.verify_chain)
        register("I28", "Các mốc đã ký còn khớp với chuỗi nhật ký", checks.verify_checkpoints)
        register("I29", "Nhật ký không chứa bí mật hay số định danh", checks.no_secrets)
        daily("audit.checkpoint", at="00:30", run=timetable.sign_daily, words="Ký mốc nhật ký của ngày")
        nav.register(
            nav.NavItem("Nhật ký", "audit:events", "journal-text", 850, permissions=(Permission.AUDIT_VIEW,))
        )
