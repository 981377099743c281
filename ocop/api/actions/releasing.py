"""Making a release of open data: a folder that appears whole, or not at all."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from ocop.api.opendata.copying import one_moment
from ocop.api.opendata.export import Export
from ocop.api.opendata.package import catalogue, csvw, datapackage
from ocop.api.opendata.writers import MEDIA
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
    with one_moment():
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
    export = Export(table, form, on)
    size, digest = write_file(folder / f"{table.key}.{form}", export)
    return {
        "name": f"{table.key}.{form}",
        "table": table.key,
        "format": form,
        "media": MEDIA[form],
        "bytes": size,
        "sha256": digest,
        "rows": export.rows,
    }


def _drop_old() -> None:
    """Keep as many releases as the setting says, the newest ones."""
    for old in releases()[max(1, settings.OCOP_OPEN_DATA_KEEP) :]:
        shutil.rmtree(old.folder, ignore_errors=True)
