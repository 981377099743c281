from django.apps import AppConfig


class RadarConfig(AppConfig):
    name = "ocop.radar"
    label = "radar"
    verbose_name = "Sản phẩm giống nhau"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.radar import jobs, messages, models, navigation

        protect(models.Look)
        for part in (jobs, messages, navigation):
            part.install()
