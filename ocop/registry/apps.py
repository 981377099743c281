from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "ocop.registry"
    label = "registry"
    verbose_name = "Sổ công khai"

    def ready(self) -> None:
        from ocop.registry import figures, file_access, integrity, listening

        for part in (file_access, figures, integrity, listening):
            part.install()
