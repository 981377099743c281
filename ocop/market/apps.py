from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "ocop.market"
    label = "market"
    verbose_name = "Thị trường"

    def ready(self) -> None:
        from ocop.market import file_access, indicators, messages, registering, selling, sources, timetable

        for part in (file_access, indicators, messages, registering, selling, sources, timetable):
            part.install()
