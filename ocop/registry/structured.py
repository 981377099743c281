"""Structured data (schema.org) and the addresses that shared links need."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from ocop.registry.queries.producer import ProducerPage
from ocop.registry.queries.product import ProductPage

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    """The address under the name that the installation prints everywhere, never the one a request came with."""
    return f"{settings.OCOP_PUBLIC_URL}{path}"


def as_script(data: Mapping[str, Any]) -> SafeString:
    """JSON that may stand inside a script element: no text in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def share_image(photo: str) -> str:
    return absolute(f"/tep/{photo}/" if photo else static("img/share.png"))


def product_data(page: ProductPage) -> dict[str, Any]:
    """Product with its maker and, while in force, its certification. An expired one claims nothing."""
    entry, data = page.entry, page.data
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": absolute(entry.get_absolute_url()),
        "name": entry.name,
        "url": absolute(entry.get_absolute_url()),
        "identifier": data["official_code"] or entry.code,
        "category": entry.group_name,
        "description": data["texts"]["summary"],
        "image": [absolute(f"/tep/{photo['id']}/") for photo in data["photos"][:4]],
        "manufacturer": {
            "@type": "Organization",
            "name": entry.producer_name,
            "url": absolute(f"/chu-the/{data['producer']['code']}/"),
            "address": {"@type": "PostalAddress", "addressLocality": entry.place, "addressCountry": "VN"},
        },
    }
    if data["gtins"]:
        found["gtin"] = data["gtins"][0]
    if page.in_force and data["certificates"]:
        found["hasCertification"] = _certification(page)
    return {key: value for key, value in found.items() if value}


def _certification(page: ProductPage) -> dict[str, Any]:
    one = page.data["certificates"][0]
    return {
        "@type": "Certification",
        "name": f"OCOP {one['stars']} sao",
        "certificationIdentification": one["number"],
        "certificationStatus": "https://schema.org/CertificationActive",
        "certificationRating": {"@type": "Rating", "ratingValue": one["stars"], "bestRating": 5},
        "datePublished": one["decided_on"],
        "validFrom": one["from"],
        "expires": one["until"],
        "issuedBy": {"@type": "GovernmentOrganization", "name": one["issuer"]},
        "url": absolute(f"/kiem-tra/{one['token']}/"),
    }


def producer_data(page: ProducerPage) -> dict[str, Any]:
    """The organisation and what it may sell with stars today."""
    found = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": absolute(f"/chu-the/{page.code}/"),
        "name": page.name,
        "url": page.website or absolute(f"/chu-the/{page.code}/"),
        "foundingDate": str(page.founded_year or ""),
        "address": {"@type": "PostalAddress", "addressLocality": page.place, "addressCountry": "VN"},
        "makesOffer": [
            {
                "@type": "Offer",
                "itemOffered": {
                    "@type": "Product",
                    "name": one.name,
                    "url": absolute(one.get_absolute_url()),
                },
            }
            for one, _ in page.may
        ],
    }
    return {key: value for key, value in found.items() if value}
