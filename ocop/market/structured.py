"""Structured data (schema.org) of points and events."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from ocop.market.enums import EventKind
from ocop.market.models import Point, TradeEvent

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
STATUS = {"cancelled": "EventCancelled"}


def as_script(data: Mapping[str, Any]) -> SafeString:
    """JSON that may stand inside a script element: no text in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def store_data(point: Point) -> dict[str, Any]:
    """A shop of a neighbourhood; a place to look at things when nothing is said of selling."""
    kind = "LocalBusiness" if point.kind == "showroom" else "Store"
    found = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": f"{settings.OCOP_PUBLIC_URL}{point.public_url}",
        "name": point.name,
        "url": f"{settings.OCOP_PUBLIC_URL}{point.public_url}",
        "address": _address(point),
        "geo": _geo(point),
        "openingHours": point.hours,
    }
    return {key: value for key, value in found.items() if value}


def event_data(event: TradeEvent) -> dict[str, Any]:
    online = EventKind(event.kind).is_online
    place = (
        {"@type": "VirtualLocation", "url": event.link}
        if online and event.link
        else {"@type": "Place", "name": event.where, "address": _address(event), "geo": _geo(event)}
    )
    mode = "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name,
        "url": f"{settings.OCOP_PUBLIC_URL}{event.public_url}",
        "description": event.summary,
        "startDate": event.starts_on.isoformat(),
        "endDate": event.ends_on.isoformat(),
        "eventStatus": f"https://schema.org/{STATUS.get(event.state, 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": {key: value for key, value in place.items() if value},
        "organizer": {"@type": "Organization", "name": event.organiser} if event.organiser else None,
    }
    return {key: value for key, value in found.items() if value}


def _address(placed: Point | TradeEvent) -> dict[str, str]:
    found = {
        "@type": "PostalAddress",
        "streetAddress": placed.address,
        "addressLocality": placed.unit.address,
        "addressCountry": "VN",
    }
    return {key: value for key, value in found.items() if value}


def _geo(placed: Point | TradeEvent) -> dict[str, Any] | None:
    if placed.latitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": float(placed.latitude),
        "longitude": float(placed.longitude),  # type: ignore[arg-type]
    }
