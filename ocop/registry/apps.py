from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "ocop.registry"
    label = "registry"
    verbose_name = "Sổ công khai"

    def ready(self) -> None:
        from ocop.core.timetable import daily
        from ocop.registry import figures, file_access, integrity, listening, record_checks, registering
        from ocop.registry.actions import roll

        for part in (file_access, figures, integrity, listening, record_checks):
            part.install()
        daily("register.day", at="00:10", run=roll, words="Chuyển số đếm của sổ công khai sang ngày mới")
        post_migrate.connect(registering.after_migrate, sender=self, dispatch_uid="registry")
