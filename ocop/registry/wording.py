"""The rulebook's words about a status in the reader's language."""

from datetime import date

from django.utils.translation import gettext

from ocop.rulebook.validity import Status, status_parts


def word_of(found: Status) -> str:
    return gettext(found.words)


def sentence_of(found: Status, *, last_day: date | None = None, since: date | None = None) -> str:
    text, day = status_parts(found, last_day=last_day, since=since)
    return gettext(text) % {"day": f"{day:%d/%m/%Y}"} if day else gettext(text)
