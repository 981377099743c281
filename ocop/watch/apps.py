from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "ocop.watch"
    label = "watch"
    verbose_name = "Theo dõi thời hạn"

    def ready(self) -> None:
        from ocop.watch import registering

        registering.install()
