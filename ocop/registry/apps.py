from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "ocop.registry"
    label = "registry"
    verbose_name = "Sổ công khai"

    def ready(self) -> None:
        from ocop.core.timetable import daily
        from ocop.registry import figures, file_access, integrity, listening, record_checks
        from ocop.registry.actions import roll

        for part in (file_access, figures, integrity, listening, record_checks):
            part.install()
        daily("register.day", at="00:10", run=roll, words="Chuyển số đếm của sổ công khai sang ngày mới")
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="registry")


def _after_migrate(**_: Any) -> None:
    """The word index, and on a database from before there was one the lines and numbers too."""
    from ocop.core.clock import now
    from ocop.registry.actions import rebuild
    from ocop.registry.models import Entry, IndexState
    from ocop.registry.search import engines

    if engines.install() and not IndexState.objects.exists() and Entry.objects.exists():
        rebuild(at=now())
