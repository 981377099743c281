"""Certificates with all that a bundle reads."""

from django.db.models import QuerySet

from ocop.recognition.models import Certificate


def certificates() -> QuerySet[Certificate]:
    return Certificate.objects.select_related(
        "product__producer",
        "credential",
        "line__decision__signed_file",
        "line__decision__unit",
        "line__result__dossier",
        "line__result__item__version",
        "line__result__item__session__council",
    )
