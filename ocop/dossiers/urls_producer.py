"""Pages of the producer; see dossiers.urls."""

from django.urls import URLPattern, path

from ocop.dossiers.views import overview

urlpatterns: list[URLPattern] = [
    path("ho-so/<slug:code>/", overview.dossier_page, name="dossier"),
]
