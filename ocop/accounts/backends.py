"""Signing in is allauth's matter; only who is signed in, asked on every request, is read by a prepared statement."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from ocop.accounts.models import User
from ocop.accounts.sources import read_person
from ocop.core.clock import today


class PersonBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        person = read_person(int(user_id), today())
        return person if person is not None and self.user_can_authenticate(person) else None
