"""Taking files in and keeping files that the system makes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken

from . import clamav, conf, names, storage
from .checking import Inspection, inspect_file
from .enums import EVIDENCE, FileKind, FileState, Variant
from .inspect.faults import Fault
from .inspect.limits import MIB
from .inspect.sniff import JPEG
from .models import StoredFile
from .sentences import refusal

WAITING = "Chờ trình diệt vi-rút kiểm tra."


def accept_upload(
    *,
    upload: UploadedFile | None,
    kind: FileKind,
    by: Acting,
    at: datetime,
    allow: frozenset[str] = EVIDENCE,
    field: str = "file",
) -> StoredFile:
    """Check a stranger's file and keep it (I30–I33); raises `RuleBroken` when it is refused.

    Order: size → temporary file and hash → child process → virus scan → object in place → row. A refused file
    leaves nothing behind; a file without a row was never acknowledged. `field` is the form field that the
    refusal belongs to.
    """
    given = upload.name if upload and upload.name else ""
    try:
        if upload is None:
            raise Fault("no_file")
        name = names.clean_name(given)
        with storage.temporary_file() as file:
            return _accept(upload, file, name=name, kind=kind, by=by, at=at, allow=allow)
    except Fault as fault:
        raise refusal(fault, name=given, allowed=allow, field=field) from None


def _accept(
    upload: UploadedFile,
    file: IO[bytes],
    *,
    name: str,
    kind: FileKind,
    by: Acting,
    at: datetime,
    allow: frozenset[str],
) -> StoredFile:
    limits = conf.limits()
    size = _receive(upload, file, most=limits.max_bytes)
    inspection = inspect_file(file, suffix=names.suffix_of(name), allowed=allow, limits=limits)
    state, reason = _scanned(file)
    sha256 = storage.hash_file(file)
    storage.keep(file, sha256)
    copies = {variant: storage.keep_bytes(content) for variant, content in inspection.copies.items()}
    name = names.named_for(name, inspection.media_type)
    row = StoredFile(sha256=sha256, size=size, name=name, kind=kind, state=state, reason=reason)
    return _write_rows(row, inspection, copies, by=by, at=at)


def _receive(upload: UploadedFile, file: IO[bytes], *, most: int) -> int:
    """Copy no more than allowed; what the client says of the size is believed only when it is too much."""
    too_large = Fault("too_large", most=most // MIB)
    if upload.size is not None and upload.size > most:
        raise too_large
    size = 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > most:
            raise too_large
        file.write(chunk)
    if not size:
        raise Fault("empty")
    return size


def _scanned(file: IO[bytes]) -> tuple[FileState, str]:
    address = conf.clamav_address()
    if not address:
        return FileState.CHECKED, ""
    try:
        found = clamav.scan(file, address)
    except clamav.ScannerAway:
        return FileState.PENDING, WAITING
    if found:
        raise Fault("infected", found=found)
    return FileState.CHECKED, ""


@transaction.atomic
def _write_rows(
    row: StoredFile, inspection: Inspection, copies: dict[str, str], *, by: Acting, at: datetime
) -> StoredFile:
    row.media_type = inspection.media_type
    row.width, row.height, row.pages = inspection.width, inspection.height, inspection.pages
    row.uploaded_by, row.uploaded_at = by.person, at
    row.save(force_insert=True)
    for variant, sha256 in copies.items():
        StoredFile.objects.create(
            sha256=sha256,
            size=len(inspection.copies[variant]),
            media_type=JPEG,
            name=names.named_for(row.name, JPEG),
            kind=row.kind,
            state=FileState.CHECKED,
            variant=Variant(variant),
            derived_from=row,
            uploaded_by=by.person,
            uploaded_at=at,
        )
    record(
        "file.accepted",
        about=row,
        by=by,
        at=at,
        data={"sha256": row.sha256, "size": row.size, "kind": row.kind},
    )
    return row


def store_generated(
    *,
    content: bytes,
    name: str,
    kind: FileKind,
    by: Acting,
    at: datetime,
    media_type: str = "application/pdf",
    pages: int | None = None,
) -> StoredFile:
    """Keep a file that the system itself made; it needs no inspection."""
    sha256 = storage.keep_bytes(content)
    row = StoredFile(
        sha256=sha256, size=len(content), name=names.clean_name(name), kind=kind, state=FileState.CHECKED
    )
    return _write_rows(row, Inspection(media_type=media_type, pages=pages), {}, by=by, at=at)


def recheck(*, file: StoredFile, by: Acting, at: datetime) -> StoredFile:
    """Scan a waiting file again, once the virus scanner answers; it stays waiting when it still does not."""
    if file.state != FileState.PENDING:
        raise RuleBroken("Tệp này đã có kết quả kiểm tra.", code="file.not_pending")
    try:
        state, reason = _scanned(io.BytesIO(file.read_bytes()))
    except Fault as fault:
        state, reason = FileState.REFUSED, refusal(fault, name=file.name, allowed=EVIDENCE).sentence
    if state == FileState.PENDING:
        return file
    return _settle(file, state, reason, by=by, at=at)


@transaction.atomic
def _settle(file: StoredFile, state: FileState, reason: str, *, by: Acting, at: datetime) -> StoredFile:
    changed = StoredFile.objects.filter(pk=file.pk, state=FileState.PENDING).update(
        state=state, reason=reason
    )
    file.refresh_from_db()
    if changed:
        data: dict[str, Any] = {"state": state, "reason": reason}
        record("file.settled", about=file, by=by, at=at, data=data)
    return file
