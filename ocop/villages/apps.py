from django.apps import AppConfig


class VillagesConfig(AppConfig):
    name = "ocop.villages"
    label = "villages"
    verbose_name = "Làng nghề, du lịch, chuỗi giá trị"

    def ready(self) -> None:
        from ocop.villages import checks, hints, indicators, messages, navigation

        for part in (checks, hints, indicators, messages, navigation):
            part.install()
