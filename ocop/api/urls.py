"""Addresses of the API. Each passes the gate, which knows the names of its parameters."""

from django.urls import URLPattern, path, re_path

from ocop.api.document import parameters_of
from ocop.api.gate import gate
from ocop.api.site import api
from ocop.api.views import pages


def _gated() -> list[URLPattern]:
    patterns = [pattern for pattern in api.urls[0] if pattern.name != "api-root"]
    for pattern in patterns:
        pattern.callback = gate(pattern.callback, parameters_of(pattern.name))
    return patterns


app_name = "api"
urlpatterns = [
    path("", pages.documentation, name="docs"),
    path("openapi.json", gate(pages.openapi), name="openapi"),
    *_gated(),
    re_path(r".+", gate(pages.nothing_here), name="nothing"),
]
