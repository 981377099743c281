from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "ocop.jobs"
    label = "jobs"
    verbose_name = "Việc nền"

    def ready(self) -> None:
        from ocop.jobs import registering

        registering.install()
