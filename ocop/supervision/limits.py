"""How often one sender may report, without keeping who it was: keyed hashes that change every day and go after a day."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.utils.translation import gettext as _

from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.supervision.models import Attempt

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# A whole village may share one address of its provider; a device is one person.
PER_PREFIX = ((HOUR, 10), (DAY, 30))
PER_DEVICE = ((HOUR, 4), (DAY, 8))
LONGEST_DEVICE = 64
HOURLY = "Từ nơi này vừa có nhiều tin báo. Nội dung đã viết vẫn còn ở đây; xin gửi lại sau một giờ, hoặc báo UBND xã."
DAILY = "Hôm nay từ nơi này đã có nhiều tin báo. Nội dung đã viết vẫn còn ở đây; xin gửi lại ngày mai, hoặc báo UBND xã."


def traces(address: str, device: str, at: datetime) -> dict[str, str]:
    """Kind → hash. The address itself is never stored: IPv4 by its last but one part, IPv6 by the subscriber's block."""
    found = {"prefix": _hash("prefix", _prefix(address), at)}
    if device:
        found["device"] = _hash("device", device[:LONGEST_DEVICE], at)
    return found


def _prefix(address: str) -> str:
    try:
        size = 24 if ip_address(address).version == 4 else 56
    except ValueError:
        return "?"
    return str(ip_network(f"{address}/{size}", strict=False))


def _hash(kind: str, value: str, at: datetime) -> str:
    message = f"misuse|{kind}|{local_date(at).isoformat()}|{value}"
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), sha256).hexdigest()


def check_not_too_often(found: dict[str, str], *, at: datetime) -> None:
    for kind, limits in (("device", PER_DEVICE), ("prefix", PER_PREFIX)):
        if kind not in found:
            continue
        for span, most in limits:
            sent = Attempt.objects.filter(trace=found[kind], at__gt=at - span)[:most].count()
            if sent >= most:
                raise RuleBroken(_(HOURLY) if span == HOUR else _(DAILY), code="misuse.often")


def remember(found: dict[str, str], *, at: datetime) -> None:
    Attempt.objects.bulk_create([Attempt(trace=trace, at=at) for trace in found.values()])


def forget(*, at: datetime) -> int:
    """No trace is older than a day."""
    return Attempt.objects.filter(at__lte=at - DAY).delete()[0]
