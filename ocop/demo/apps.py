from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ocop.demo"
    label = "demo"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.demo.panel import demo_accounts
        from ocop.home import demo_panel

        demo_panel.register(demo_accounts)
        verbs.register({"scenario.built": "Dựng kịch bản từ số liệu đã công bố"})
