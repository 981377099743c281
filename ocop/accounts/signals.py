"""Changes that allauth makes to an account leave an audit event like every other change."""

from typing import Any

from allauth.account.signals import email_confirmed, password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.dispatch import receiver

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


@receiver(email_confirmed)
def confirmed(sender: Any, email_address: Any, **kwargs: Any) -> None:
    _note("account.email_confirmed", email_address.user)


_connect()
