"""Database settings: SQLite beside the data by default, PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE = "ocop.core.sqlite_queue"  # Django's own, with a queue for the writers of one process
SQLITE_OPTIONS = {
    # Writers take the lock when the transaction begins, so read-then-write never fails half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged commit survives power loss.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-32000;PRAGMA mmap_size=134217728;",
}


def databases(url: str, folder: Path, *, pooler: bool = False) -> dict[str, dict[str, Any]]:
    if not url:
        return {
            "default": {
                "ENGINE": SQLITE,
                "NAME": str(folder / "ocop.sqlite3"),
                "OPTIONS": SQLITE_OPTIONS,
                "CONN_MAX_AGE": 600,  # opening the file again for each request would cost more than its statements
                "TEST": {"NAME": None},
            }
        }
    config = dict(dj_database_url.parse(url))
    if "postgresql" in config["ENGINE"]:
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "pool": {"min_size": 1, "max_size": 8, "timeout": 20},
        }
        if pooler:  # pgbouncer and the like hand out another connection for every transaction
            config["DISABLE_SERVER_SIDE_CURSORS"] = True
        else:  # only statements of ocop.core.prepared are prepared: Django binds all others itself
            config["OPTIONS"]["prepare_threshold"] = 5
    else:
        config |= {"ENGINE": SQLITE, "OPTIONS": SQLITE_OPTIONS}
    return {"default": config}
