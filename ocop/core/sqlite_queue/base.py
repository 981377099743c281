"""Django's SQLite backend in which the writers of one process wait in line instead of knocking.

SQLite lets one writer in at a time; others ask again after growing pauses, so under steady load an unlucky one is
turned away although everybody else is served (15 members scoring at once showed it). Here a transaction first takes
a lock of the process. The queue is advisory: who waits longer than `WAIT` goes on and asks SQLite, as before.
Database files that several processes share stay safe, because SQLite's own lock decides.
"""

import threading
from typing import Any

from django.db.backends.sqlite3 import base

WAIT = 20.0
_lines: dict[str, Any] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """One per thread; `_in_line` says whether this thread holds the lock of its database file."""

    _in_line: Any = None

    def _start_transaction_under_autocommit(self) -> None:
        if self._in_line is None and not self.is_in_memory_db():
            line = _lines.setdefault(str(self.settings_dict["NAME"]), threading.Lock())
            if line.acquire(timeout=WAIT):
                self._in_line = line
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave_line()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self._leave_line()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._leave_line()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._leave_line()

    def _leave_line(self) -> None:
        if self._in_line is not None:
            line, self._in_line = self._in_line, None
            line.release()
