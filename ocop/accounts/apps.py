from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ocop.accounts"
    label = "accounts"
    verbose_name = "Người dùng và bổ nhiệm"

    def ready(self) -> None:
        from ocop.accounts import (  # noqa: F401
            signals,  # records changes of passwords and second factors
            sources,  # registers appointments as a source of Acting
        )
        from ocop.accounts.checks import appointments_give_rights_rightly
        from ocop.core import checks_registry, nav
        from ocop.core.permissions import Permission

        checks_registry.register(
            "I14", "Vai trò đúng cấp, đúng đơn vị, đủ hai người", appointments_give_rights_rightly
        )
        nav.register(
            nav.NavItem("Người dùng", "people:list", "people", 800, permissions=(Permission.PEOPLE_MANAGE,))
        )
