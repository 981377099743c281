"""GS1 Digital Link: the address printed in a barcode opens the product's page, and tells programs what else there is."""

import json
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from ocop.api.queries.barcodes import Link, links_of, product_with
from ocop.core.guards import public
from ocop.rulebook.gtin import DigitalLink, parse_digital_link
from ocop.rulebook.refusals import Refused

LINKSET = "application/linkset+json"
VOCABULARY = "https://ref.gs1.org/voc/"


@require_safe
@public
def resolve(request: HttpRequest, gtin: str, rest: str) -> HttpResponse:
    """307 to what was asked for; the whole list for `linkType=all` or a program; 404 with the truth.  # queries: 2"""
    try:
        asked = parse_digital_link(gtin[:40], rest[:200])
    except Refused as refusal:
        return render(request, "api/barcode_wrong.html", {"sentence": str(refusal)}, status=400)
    found = product_with(asked.gtin)
    if found is None:
        return render(request, "api/barcode_unknown.html", {"gtin": asked.gtin}, status=404)
    links = links_of(found)
    wanted = request.GET.get("linkType", "")
    wants_list = (
        LINKSET in request.headers.get("Accept", "")
        or request.headers.get("Accept", "") == "application/json"
    )
    if wanted in ("all", "linkset") or (wants_list and not wanted):
        response: HttpResponse = _linkset(asked, links)
    else:
        response = _sent_on(request, asked, links, wanted)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=60"
    patch_vary_headers(response, ("Accept",))
    return response


def _sent_on(request: HttpRequest, asked: DigitalLink, links: list[Link], wanted: str) -> HttpResponse:
    """An unknown kind of link answers 404 with what there is; other parameters travel along."""
    kind = wanted.removeprefix("gs1:").removeprefix(VOCABULARY)
    chosen = (
        links[0] if kind in ("", "defaultLink") else next((one for one in links if one.kind == kind), None)
    )
    header = _link_header(asked, links)
    if chosen is None:
        context = {"gtin": asked.gtin, "links": links, "wanted": wanted[:60]}
        response = render(request, "api/barcode_kind.html", context, status=404)
        response.headers["Link"] = header
        return response
    params = request.GET.copy()
    params.pop("linkType", None)
    travelling = params.urlencode()
    response = HttpResponse(status=307)
    response.headers["Location"] = chosen.url + (f"?{travelling}" if travelling else "")
    response.headers["Link"] = header
    return response


def _link_header(asked: DigitalLink, links: list[Link]) -> str:
    own = f'<{settings.OCOP_PUBLIC_URL}{quote(asked.path)}?linkType=all>; rel="linkset"; type="{LINKSET}"'
    listed = [
        f'<{one.url}>; rel="{VOCABULARY}{one.kind}"; type="{one.media}"; hreflang="vi"' for one in links
    ]
    return ", ".join([own, *listed])


def _linkset(asked: DigitalLink, links: list[Link]) -> HttpResponse:
    """RFC 9264, with GS1's link types."""
    context: dict[str, Any] = {"anchor": f"{settings.OCOP_PUBLIC_URL}{quote(asked.path)}"}
    context[f"{VOCABULARY}defaultLink"] = [{"href": links[0].url, "title": links[0].title}]
    for one in links:
        context[f"{VOCABULARY}{one.kind}"] = [
            {"href": one.url, "title": one.title, "type": one.media, "hreflang": ["vi", "en"]}
        ]
    return HttpResponse(json.dumps({"linkset": [context]}, ensure_ascii=False), content_type=LINKSET)


@require_safe
@public
def about_resolver(request: HttpRequest) -> HttpResponse:
    """The resolver's description file.  # queries: 0"""
    return JsonResponse(
        {
            "name": "OCOP",
            "resolverRoot": settings.OCOP_PUBLIC_URL,
            "supportedPrimaryKeys": ["01"],
            "supportedLinkType": [
                {
                    "namespace": VOCABULARY,
                    "prefix": "gs1:",
                    "profile": "https://ref.gs1.org/voc/?show=linktypes",
                }
            ],
            "linkTypeDefaultCanBeLinkset": False,
            "validatesCheckDigit": True,
        },
        headers={"Access-Control-Allow-Origin": "*"},
    )
