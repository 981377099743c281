from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ocop.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from ocop.reports import published_figures

        published_figures.install()
