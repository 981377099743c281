"""One moment of the database to read from, while others go on writing."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

ALIAS = "backup_snapshot"


@contextmanager
def snapshot(folder: Path) -> Iterator[str]:
    """The alias to read from. SQLite: a copy by the online backup; PostgreSQL: one repeatable-read transaction.

    Inside a transaction of the caller's own: that transaction, because a copy would wait for its end for ever.
    """
    if connection.in_atomic_block:
        yield "default"
        return
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(dir=folder, prefix="backup-") as place, _copy(Path(place)) as alias:
            yield alias
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield "default"


@contextmanager
def _copy(place: Path) -> Iterator[str]:
    connection.ensure_connection()
    path = place / "copy.sqlite3"
    target = sqlite3.connect(path)
    try:
        connection.connection.backup(target)
    finally:
        target.close()
    connections.databases[ALIAS] = {**connection.settings_dict, "NAME": str(path)}
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
