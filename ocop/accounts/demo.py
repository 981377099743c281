"""Second factor of demo accounts: each has its own secret; the demo page shows the code of this moment."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache

from ocop.accounts.models import User


def enable_mfa(user: User) -> None:
    """A random secret for that demo account only; nothing when it has one."""
    _refuse_outside_demo(user)
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        totp.TOTP.activate(user, totp.generate_totp_secret())
        RecoveryCodes.activate(user)


def demo_code(user: User) -> str:
    """The code that signs this demo account in now; "" when it has no second factor."""
    return demo_codes([user])[user.pk]


def demo_codes(users: Iterable[User]) -> dict[int, str]:
    """As `demo_code`, for all of them at once: two statements.

    A code works once, so one that was used a moment ago is passed over for its neighbour in time, which is
    accepted as well because clocks differ.
    """
    people = {user.pk: user for user in users}
    for user in people.values():
        _refuse_outside_demo(user)
    held = Authenticator.objects.filter(user__in=people, type=Authenticator.Type.TOTP)
    tried = {one.user_id: _candidates(one) for one in held}
    used = cache.get_many([key for codes in tried.values() for key in codes.values()])
    shown = dict.fromkeys(people, "")
    for pk, codes in tried.items():
        shown[pk] = next((code for code, key in codes.items() if key not in used), next(iter(codes)))
    return shown


def _candidates(held: Authenticator) -> dict[str, str]:
    """Code → the key under which its use is remembered; the code of this moment first."""
    secret = decrypt(held.data["secret"])
    before, present, after = [totp.format_hotp_value(totp.hotp_value(secret, n)) for n in _counters()]
    used = totp.TOTP(held)._get_used_cache_key
    return {code: used(code) for code in (present, after, before)}


def _counters() -> list[int]:
    return list(totp.yield_hotp_counters_from_time())


def _refuse_outside_demo(user: User) -> None:
    if not settings.OCOP_DEMO or not user.is_demo:
        raise RuntimeError("Codes are shown for demo accounts of a demo installation only.")
