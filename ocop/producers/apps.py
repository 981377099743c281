from django.apps import AppConfig


class ProducersConfig(AppConfig):
    name = "ocop.producers"
    label = "producers"
    verbose_name = "Chủ thể"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.producers import sources  # noqa: F401  (memberships are something a person acts for)
        from ocop.producers.models import EvidenceVersion

        protect(EvidenceVersion)
