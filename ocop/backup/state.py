"""What names an installation and its state: version, migrations, counts, chain and log."""

import tomllib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ocop.audit.chain import stamp
from ocop.audit.models import ChainHead
from ocop.transparency.models import LogHead
from ocop.transparency.queries.tree import Tree

SCHEMA = "ocop-backup/1"


def version() -> str:
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def known_migrations() -> list[str]:
    """All that this program brings, whether applied or not."""
    return sorted(".".join(key) for key in MigrationLoader(None).disk_migrations)


def applied_migrations() -> set[str]:
    return {".".join(key) for key in MigrationLoader(connection).applied_migrations}


def identity(at: datetime) -> dict[str, Any]:
    """The first member of an archive: whose it is, and what it takes to read it."""
    head = LogHead.objects.filter(pk=1).first()
    return {
        "v": SCHEMA,
        "made_at": stamp(at),
        "version": version(),
        "engine": connection.vendor,
        "migrations": known_migrations(),
        "installation": str(head.installation) if head else "",
        "origin": head.origin if head else "",
    }


def roots(using: str = "default") -> dict[str, Any]:
    """Where the audit chain and the public log end."""
    chain = ChainHead.objects.using(using).filter(pk=1).first()
    head = LogHead.objects.using(using).filter(pk=1).first()
    return {
        "audit": {"seq": chain.seq if chain else 0, "hash": chain.hash if chain else ""},
        "log": {"size": head.size if head else 0},
    }


def log_root() -> str:
    """The root over the whole log as it stands in the database."""
    head = LogHead.objects.filter(pk=1).first()
    return Tree().root(head.size).hex() if head and head.size else ""
