"""Changes that allauth makes to an account leave an audit event like every other change."""

from typing import Any

from allauth.account.signals import email_confirmed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.dispatch import receiver

from ocop.accounts.middleware import SESSION_STRONG
from ocop.accounts.models import User
from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import now

VERBS = {
    password_changed: "account.password_changed",
    password_reset: "account.password_reset",
    password_set: "account.password_set",
    authenticator_added: "account.mfa_on",
    authenticator_reset: "account.mfa_codes_renewed",
    authenticator_removed: "account.mfa_off",
}


def _note(verb: str, user: User) -> None:
    with transaction.atomic():
        record(verb, about=user, by=Acting(person=user), at=now())


def _connect() -> None:
    for signal, verb in VERBS.items():

        def listener(sender: Any, user: User, verb: str = verb, **kwargs: Any) -> None:
            _note(verb, user)

        signal.connect(listener, weak=False, dispatch_uid=f"audit {verb}")


@receiver(authenticator_added)
def proved_just_now(
    sender: Any, request: Any, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Setting the factor up took a code of it, so this session counts as opened with one."""
    if authenticator.type == Authenticator.Type.TOTP:
        request.session[SESSION_STRONG] = user.pk


@receiver(email_confirmed)
def confirmed(sender: Any, email_address: Any, **kwargs: Any) -> None:
    _note("account.email_confirmed", email_address.user)


_connect()
