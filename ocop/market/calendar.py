"""Events as an iCalendar file (RFC 5545): one event, or all that are coming, for the calendar of a telephone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from ocop.market.models import TradeEvent

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//OCOP//Su kien//VI"


def feed(events: Iterable[TradeEvent], *, name: str) -> bytes:
    """Whole days; the end is the day after the last one, as the format wants it."""
    from icalendar import Calendar  # loaded by whoever asks for a calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in events:
        calendar.add_component(_event(one))
    return calendar.to_ical()  # type: ignore[no-any-return]


def _event(one: TradeEvent) -> Event:
    from icalendar import Event, vText

    found = Event()
    found.add("uid", f"{one.code}@{settings.OCOP_PUBLIC_URL.split('://')[-1].split(':')[0]}")
    found.add("dtstamp", one.state_at)
    found.add("dtstart", one.starts_on)
    found.add("dtend", one.ends_on + timedelta(days=1))
    found.add("summary", one.name)
    found["location"] = vText(one.where)
    found.add("url", f"{settings.OCOP_PUBLIC_URL}{one.public_url}")
    found.add("status", "CANCELLED" if one.state == "cancelled" else "CONFIRMED")
    if one.summary:
        found.add("description", one.summary)
    if one.latitude is not None:
        found.add("geo", (float(one.latitude), float(one.longitude)))  # type: ignore[arg-type]
    return found
