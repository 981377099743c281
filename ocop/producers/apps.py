from django.apps import AppConfig


class ProducersConfig(AppConfig):
    name = "ocop.producers"
    label = "producers"
    verbose_name = "Chủ thể"

    def ready(self) -> None:
        from ocop.core import responsible
        from ocop.core.immutability import protect
        from ocop.notify import recipients
        from ocop.producers import (
            integrity,
            navigation,
            sources,  # noqa: F401  (memberships are something a person acts for)
        )
        from ocop.producers.models import EvidenceVersion
        from ocop.producers.recipients import people_of

        protect(EvidenceVersion)
        responsible.register(responsible.Holder("producers.Producer", "chủ thể", wording="place_wording"))
        recipients.register("producers.producer", people_of)
        navigation.install()
        integrity.install()
