"""What the public home shows besides its figures."""

from ocop.recognition.models import Decision


def newest_decisions(limit: int = 5) -> list[Decision]:
    return list(Decision.objects.published().select_related("unit").order_by("-published_at")[:limit])
