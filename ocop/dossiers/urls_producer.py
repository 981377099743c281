"""Pages of the producer; see dossiers.urls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
