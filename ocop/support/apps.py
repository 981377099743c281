from django.apps import AppConfig

CLAIM = [
    "code",
    "policy",
    "payer",
    "product",
    "producer",
    "award_key",
    "stars",
    "occasion",
    "amount",
    "filed_at",
]


class SupportConfig(AppConfig):
    name = "ocop.support"
    label = "support"
    verbose_name = "Hỗ trợ, thưởng"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.support import checks, indicators, messages, models, navigation

        protect(models.Rate)
        protect(models.Budget)
        protect(models.Claim, frozen=CLAIM)
        for part in (checks, indicators, messages, navigation):
            part.install()
