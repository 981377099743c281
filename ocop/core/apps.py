"""The core app: what every other app leans on."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "ocop.core"
    label = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        from ocop.core.immutability import install
        from ocop.core.view_checks import check_policies

        checks.register(check_policies, checks.Tags.urls)
        post_migrate.connect(
            lambda sender, **kwargs: install(), sender=self, weak=False, dispatch_uid="immutability"
        )
