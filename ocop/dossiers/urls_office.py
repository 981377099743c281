"""Pages of the commune and the province; see dossiers.urls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
