"""The meetings of one guest as iCalendar (RFC 5545), for the calendar of a telephone."""

from datetime import datetime, timedelta

from django.utils import timezone

from ocop.trade.models import Conference, Guest
from ocop.trade.queries.conferences import tables

WIDTH = 74  # octets of a line; longer ones are folded


def ical(conference: Conference, guest: Guest, *, at: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OCOP//VI"]
    for _, slots in tables(conference, guest):
        for slot, start, meeting in slots:
            if meeting is not None:
                other = meeting.producer if guest.buyer_id else meeting.buyer
                lines += [
                    "BEGIN:VEVENT",
                    f"UID:{conference.code}-{guest.pk}-{slot}@ocop",
                    f"DTSTAMP:{_utc(at)}",
                    f"DTSTART:{_utc(start)}",
                    f"DTEND:{_utc(start + timedelta(minutes=conference.minutes))}",
                    f"SUMMARY:{_text(f'Gặp {other}')}",
                    f"LOCATION:{_text(conference.place)}",
                    "END:VEVENT",
                ]
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(timezone.get_fixed_timezone(0)):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """At most 75 octets, never inside a letter; further parts begin with a blank."""
    parts, part = [], ""
    for sign in line:
        if len((part + sign).encode()) > WIDTH:
            parts.append(part)
            part = " "
        part += sign
    return [*parts, part]
