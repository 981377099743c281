"""Reads over notices."""

from typing import TYPE_CHECKING

from django.db.models import Count

from ocop.core.acting import Acting
from ocop.core.prepared import Prepared
from ocop.notify.enums import PHONE, Channel
from ocop.notify.models import ChannelChoice, Notification

if TYPE_CHECKING:
    from ocop.accounts.models import User

_unread = Prepared(
    lambda person: (
        Notification.objects.filter(person=person)
        .unread()
        .values("person")
        .annotate(count=Count("pk"))
        .values_list("count", flat=True)
    ),
    person=int,
)


def unread_count(acting: Acting) -> int:
    """One query; shown beside the bell."""
    return (_unread.first(person=acting.person.pk) or 0) if acting.person else 0


def channels_of(person: "User") -> list[str]:
    """What the person allows: as said, else e-mail only."""
    said = dict(ChannelChoice.objects.filter(person=person).values_list("channel", "allowed"))
    return [channel.value for channel in Channel if said.get(channel.value, channel not in PHONE)]
