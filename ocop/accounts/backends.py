"""Signing in is allauth's matter; only who is signed in, asked on every request, is read by a prepared statement."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from ocop.accounts.models import User
from ocop.core.prepared import Prepared

_person = Prepared(lambda pk: User.objects.filter(pk=pk), pk=int)


class PersonBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        person: User | None = _person.first(pk=int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None
