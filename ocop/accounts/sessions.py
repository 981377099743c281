"""Sessions in the database, read by a prepared statement: every request of a signed-in person begins with it."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from ocop.core.clock import now
from ocop.core.prepared import Prepared

_running = Prepared(
    lambda key, at: DatabaseSessionStore.get_model_class().objects.filter(
        session_key=key, expire_date__gt=at
    ),
    key=str,
    at=datetime,
)


class SessionStore(DatabaseSessionStore):
    def _get_session_from_db(self) -> Any:
        key = self.session_key or ""
        found = None if "\x00" in key else _running.first(key=key, at=now())
        if found is None:
            self._session_key = None
        return found
