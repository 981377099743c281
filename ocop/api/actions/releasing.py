"""Making a release of open data: a folder that appears whole, or not at all."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from ocop.api.opendata.package import catalogue, csvw, datapackage
from ocop.api.opendata.writers import MEDIA, WRITERS
from ocop.api.queries.releases import PACKAGE, Licence, Release, licence_on, releases, root
from ocop.api.tables import TABLES, Table
from ocop.core.clock import local_date

FORMATS = ("csv", "json", "jsonld")
PARTIAL = ".lam-do-"


def release(*, at: datetime) -> Release:
    """Write all files beside the others, then give the folder its name. A second run in the same second gives it back."""
    name, on = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}", local_date(at)
    final = root() / name
    if final.exists():
        return Release(final)
    root().mkdir(parents=True, exist_ok=True)
    partial = root() / f"{PARTIAL}{name}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        _fill(partial, name, on, licence_on(on), at)
        partial.replace(final)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _drop_old()
    return Release(final)


def nightly(*, at: datetime) -> str:
    made = release(at=at)
    return f"bản {made.name}, {len(made.package['resources'])} tệp"


def write_file(path: Path, parts: Iterable[bytes]) -> tuple[int, str]:
    """Bytes and SHA-256; under another name until it is whole."""
    partial, size, digest = path.with_name(path.name + ".part"), 0, hashlib.sha256()
    try:
        with partial.open("wb") as target:
            for part in parts:
                target.write(part)
                digest.update(part)
                size += len(part)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return size, digest.hexdigest()


def _fill(folder: Path, name: str, on: date, licence: Licence, at: datetime) -> None:
    with _one_moment():
        files = [_table_file(folder, table, form, on) for table in TABLES for form in FORMATS]
    package = datapackage(files, licence, at)
    papers = {PACKAGE: package, "catalogue.jsonld": catalogue(package, name, licence, at)}
    papers |= {f"{table.key}.csv-metadata.json": csvw(table, licence) for table in TABLES}
    sums = {file["name"]: file["sha256"] for file in files}
    for paper, content in papers.items():
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        sums[paper] = write_file(folder / paper, [text.encode()])[1]
    listed = "".join(f"{digest}  {file}\n" for file, digest in sorted(sums.items()))
    write_file(folder / "sha256sums.txt", [listed.encode()])


def _table_file(folder: Path, table: Table, form: str, on: date) -> dict[str, Any]:
    counted = _Counted(table.rows(on))
    size, digest = write_file(folder / f"{table.key}.{form}", WRITERS[form](table, counted, on))
    return {
        "name": f"{table.key}.{form}",
        "table": table.key,
        "format": form,
        "media": MEDIA[form],
        "bytes": size,
        "sha256": digest,
        "rows": counted.rows,
    }


class _Counted:
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterator[dict[str, Any]]) -> None:
        self._rows, self.rows = rows, 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._rows:
            self.rows += 1
            yield row


@contextmanager
def _one_moment() -> Iterator[None]:
    """On PostgreSQL all tables as of one moment. SQLite reads each table as of one moment and keeps no writer waiting."""
    whole = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic() if whole else nullcontext():
        if whole:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _drop_old() -> None:
    """Keep as many releases as the setting says, the newest ones."""
    for old in releases()[max(1, settings.OCOP_OPEN_DATA_KEEP) :]:
        shutil.rmtree(old.folder, ignore_errors=True)
