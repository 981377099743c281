from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ocop.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        from ocop.audit.models import Checkpoint, Event
        from ocop.core.immutability import protect

        protect(Event)
        protect(Checkpoint)
