"""Real concurrency in tests: threads with their own connections on a database that several may write.

The in-memory SQLite of the tests cannot be written by two at once, so threads work on a copy of it in a file, with the
settings of an installation (WAL, IMMEDIATE). On PostgreSQL they use the test database. Needs transaction=True.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections


@contextmanager
def real_database(folder: Path) -> Iterator[None]:
    """Inside, every new connection (of a thread) opens the copy; what is there now is in it."""
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "parallel.sqlite3"
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    options = connections["default"].settings_dict
    before = options["NAME"]
    options["NAME"] = str(path)
    try:
        yield
    finally:
        options["NAME"] = before


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all jobs at the same moment, each in its own thread; their results in order. An error of one is raised."""
    results: list[Any] = [None] * len(jobs)
    errors: list[BaseException] = []
    barrier = threading.Barrier(len(jobs))

    def run(index: int) -> None:
        try:
            barrier.wait()
            results[index] = jobs[index]()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
