from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ocop.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.core.immutability import protect
        from ocop.reports import definitions, file_access, integrity, navigation, official, published_figures
        from ocop.reports.models import MadeReport, ReportTemplate, TemplateChoice
        from ocop.reports.wording import VERBS

        for model in (MadeReport, ReportTemplate, TemplateChoice):
            protect(model)
        verbs.register(VERBS)
        for part in (published_figures, definitions, official, file_access, integrity, navigation):
            part.install()
