"""The vault: a paper is handed in once; a newer copy is a new version, nothing is overwritten (I32)."""

import io
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.documents.actions import accept_upload, store_generated
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.producers import policies
from ocop.producers.models import Evidence, EvidenceVersion, Producer
from ocop.producers.queries import subjects

PAPER = ("title", "number", "issuer", "issued_on", "expires_on")


def take_files(*, uploads: list[UploadedFile], title: str, by: Acting, at: datetime) -> StoredFile:
    """One file as it is; several photos become the pages of one PDF. Call it outside a transaction."""
    if not uploads:
        raise RuleBroken("Hãy chọn tệp hoặc chụp ảnh giấy tờ.", code="upload.no_file", field="files")
    stored = [accept_upload(upload=upload, kind=FileKind.EVIDENCE, by=by, at=at) for upload in uploads]
    if len(stored) == 1:
        return stored[0]
    strange = [file.name for file in stored if file.web is None]
    if strange:
        raise RuleBroken(
            f"Chỉ ghép được nhiều ảnh thành một giấy tờ. Hãy gửi riêng từng tệp: {', '.join(strange)}.",
            code="upload.mixed",
            field="files",
        )
    name = f"{title[:80] or 'minh-chung'}.pdf"
    content = pages_of([file.web.read_bytes() for file in stored if file.web])
    return store_generated(
        content=content, name=name, kind=FileKind.EVIDENCE, by=by, at=at, pages=len(stored)
    )


def pages_of(pictures: list[bytes]) -> bytes:
    """A PDF with one picture per page. The pictures are our own re-encoded copies, never the stranger's bytes."""
    from PIL import Image  # loaded by whoever turns photos into a file

    pages = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


@transaction.atomic
def add_evidence(
    *,
    producer: Producer,
    file: StoredFile,
    subject: str,
    title: str,
    by: Acting,
    at: datetime,
    number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    note: str = "",
) -> Evidence:
    """Put a paper into the vault with its first version."""
    policies.check_can_edit_vault(producer, by=by)
    if subject not in subjects():
        raise RuleBroken("Hãy chọn loại giấy tờ.", code="evidence.subject", field="subject")
    policies.check_paper(issued_on=issued_on, expires_on=expires_on, on=local_date(at))
    evidence = Evidence.objects.create(
        code=public_code("MC"),
        producer=producer,
        subject=subject,
        title=title,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        expires_on=expires_on,
        note=note,
        created_at=at,
    )
    _write_version(evidence, 1, file, by, at)
    record("evidence.added", about=evidence, by=by, at=at, data={"subject": subject, "sha256": file.sha256})
    return evidence


@transaction.atomic
def add_version(
    *, evidence: Evidence, by: Acting, at: datetime, file: StoredFile | None = None, **paper: object
) -> EvidenceVersion:
    """A newer copy, or corrected particulars over the same file (`file=None`). Dossiers submitted keep the old one."""
    evidence = Evidence.objects.locked(evidence.pk)
    policies.check_can_change_paper(evidence, by=by)
    for name, value in paper.items():
        if name not in (*PAPER, "note", "subject"):
            raise TypeError(f"no particular {name}")
        setattr(evidence, name, value)
    policies.check_paper(issued_on=evidence.issued_on, expires_on=evidence.expires_on, on=local_date(at))
    evidence.save()
    newest = evidence.versions.last()
    version = _write_version(evidence, newest.version + 1, file or newest.file, by, at)
    record(
        "evidence.version",
        about=evidence,
        by=by,
        at=at,
        data={"version": version.version, "sha256": version.file.sha256},
    )
    return version


def _write_version(
    evidence: Evidence, number: int, file: StoredFile, by: Acting, at: datetime
) -> EvidenceVersion:
    particulars = {name: getattr(evidence, name) for name in PAPER}
    return EvidenceVersion.objects.create(
        evidence=evidence, version=number, file=file, added_by=by.person, added_at=at, **particulars
    )


@transaction.atomic
def retire_evidence(*, evidence: Evidence, by: Acting, at: datetime) -> Evidence:
    """Take it out of the vault's list; versions in submitted dossiers stay readable."""
    evidence = Evidence.objects.locked(evidence.pk)
    policies.check_can_change_paper(evidence, by=by)
    evidence.retired_at = at
    evidence.save(update_fields=["retired_at"])
    record("evidence.retired", about=evidence, by=by, at=at)
    return evidence
