from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ocop.accounts"
    label = "accounts"
    verbose_name = "Người dùng và bổ nhiệm"

    def ready(self) -> None:
        from ocop.accounts import sources  # noqa: F401  (registers appointments as a source of Acting)
