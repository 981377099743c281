"""404 and 500: same shape for everybody, with a reference number for support."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core.guards import public


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing was done (fail closed); the number helps to find the log line. The template asks no database."""
    from django.template import loader

    reference = secrets.token_hex(4).upper()
    return HttpResponse(loader.get_template("errors/500.html").render({"reference": reference}), status=500)
