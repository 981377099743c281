from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "ocop.training"
    label = "training"
    verbose_name = "Đào tạo, tập huấn"

    def ready(self) -> None:
        from ocop.training import checks, indicators, messages, navigation

        for part in (checks, indicators, messages, navigation):
            part.install()
