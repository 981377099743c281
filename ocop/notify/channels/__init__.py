"""Ways out of the house. An adapter sends one delivery or raises; everything around it (retries, pauses, log) is ours.

    channel_of("sms").send(letter)   # answers the provider's reference, raises Unreachable or Refused

Which adapter serves a channel is a setting: "" (none), "file" (a folder, for the demo), or an http(s) address.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from ocop.notify.enums import Channel


class Unreachable(Exception):
    """The provider did not answer, or not sensibly: worth trying again, and a sign for the circuit breaker."""


class Refused(Exception):
    """The provider answered that it will not send this one: trying again changes nothing."""


@dataclass(frozen=True)
class Letter:
    """What one person is sent on one channel. `id` is the same on every try, so that a provider can drop doubles."""

    id: str
    to: str
    key: str
    subject: str
    text: str
    url: str = ""
    party: str = ""
    template: str = ""  # id that the provider approved for this message
    values: dict[str, Any] = field(default_factory=dict)


class Adapter(Protocol):
    def send(self, letter: Letter) -> str: ...


def channel_of(channel: str) -> Adapter | None:
    """The adapter of that channel as this installation set it; None when the channel is not in use."""
    from ocop.notify import conf
    from ocop.notify.channels.email import EmailAdapter
    from ocop.notify.channels.files import FileAdapter
    from ocop.notify.channels.http import HttpAdapter

    if channel == Channel.EMAIL:
        return EmailAdapter()
    place = conf.place(channel)
    if not place:
        return None
    if place == "file":
        return FileAdapter(conf.folder(channel))
    return HttpAdapter(place, conf.token(channel))
