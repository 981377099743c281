"""Filled in below."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core.guards import guard
from ocop.core.permissions import Permission as P


@guard(P.HISTORY_REVIEW)
def reviews(request: HttpRequest) -> HttpResponse:
    return render(request, "recognition/empty.html")
