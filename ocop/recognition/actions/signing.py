"""Two ways to a signed decision: a signed PDF that is verified, or a scan that two people confirm (I19)."""

from datetime import datetime
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.documents.actions import accept_upload
from ocop.documents.enums import PDF_ONLY, SCANS, FileKind
from ocop.documents.models import StoredFile
from ocop.documents.signatures import verify_signed_pdf
from ocop.recognition.enums import SigningMode
from ocop.recognition.models import Decision, PaperConfirmation
from ocop.recognition.policies import signing as policies

CONFIRMATIONS = 2
LOOKED_AT = 200  # decisions among which the one that was signed by mistake is looked for


def sign_with_pdf(*, decision: Decision, upload: UploadedFile, by: Acting, at: datetime) -> Decision:
    """Take the PDF that was signed in the agency's tool; refuse with the exact reason when it does not hold.

    The file is read and verified before the transaction; the state is asked again inside it.
    """
    policies.check_can_sign(decision, by=by, at=at)
    handed_out = decision.draft_file
    stored = accept_upload(
        upload=upload, kind=FileKind.SIGNED_DECISION, by=by, at=at, allow=PDF_ONLY, field="upload"
    )
    check_scanned(stored)
    verdict = verify_signed_pdf(handed_out.read_bytes(), stored.read_bytes(), at=at)  # type: ignore[union-attr]
    if not verdict.ok:
        with transaction.atomic():
            record(
                "decision.signature_refused",
                about=decision,
                by=by,
                at=at,
                data={"state": verdict.state, "sha256": stored.sha256},
            )
        sentence = verdict.sentence + (
            other_document(decision, stored) if verdict.state == "wrong_document" else ""
        )
        raise RuleBroken(sentence, code=f"signature.{verdict.state}", field="upload")
    with transaction.atomic():
        decision = Decision.objects.locked(decision.pk)
        policies.check_can_sign(decision, by=by, at=at)
        if decision.draft_file != handed_out:
            raise StaleWrite(
                "Dự thảo vừa được sửa và trình lại trong lúc ông/bà ký. Hãy tải bản mới về ký.",
                code="decision.draft_changed",
            )
        signature = {
            "state": str(verdict.state),
            "sentence": verdict.sentence,
            "signer": verdict.signer,
            "signed_at": verdict.signed_at.isoformat() if verdict.signed_at else "",
            "levels": [one.level for one in verdict.signatures],
            "notes": list(verdict.notes),
        }
        fields = {
            "signed_file": stored,
            "signing_mode": SigningMode.SIGNED_PDF,
            "signature": signature,
            "signed_by": by.person,
            "signed_at": at,
        }
        apply_move(
            decision,
            "sign",
            by=by,
            at=at,
            fields=fields,
            mode="signed_pdf",
            sha256=stored.sha256,
            signer=verdict.signer,
        )
    return decision


def check_scanned(stored: StoredFile) -> None:
    """A file that the virus scanner has not seen counts for nothing yet."""
    if not stored.is_checked:
        raise RuleBroken(
            "Tệp chưa quét được vi-rút vì máy quét không trả lời, nên chưa được nhận. Hãy nộp lại sau ít phút.",
            code="upload.pending",
            field="upload",
        )


def other_document(decision: Decision, stored: StoredFile) -> str:
    """Which paper of this office was signed instead, when its draft is the beginning of the file."""
    content = stored.read_bytes()
    drafts = Decision.objects.filter(unit=decision.unit, draft_file__isnull=False).exclude(pk=decision.pk)
    for other in drafts.select_related("draft_file").order_by("-created_at")[:LOOKED_AT]:
        if other.draft_file and _begins_with(content, other.draft_file):
            return f" Tệp này được ký trên bản của {other}."
    earlier = StoredFile.objects.filter(name=f"{decision.code}-du-thao.pdf").exclude(
        pk=decision.draft_file_id
    )
    if any(_begins_with(content, file) for file in earlier):
        return " Tệp này được ký trên bản cũ, trước khi dự thảo được sửa và trình lại."
    return ""


def _begins_with(content: bytes, file: StoredFile) -> bool:
    """Signing only adds to a file, so what was signed is its beginning."""
    return file.size <= len(content) and sha256(content[: file.size]).hexdigest() == file.sha256


def attach_scan(*, decision: Decision, upload: UploadedFile, by: Acting, at: datetime) -> Decision:
    """Paper way, first step: the scan of the signed original. A new scan makes earlier confirmations void."""
    policies.check_can_scan(decision, by=by, at=at)
    stored = accept_upload(
        upload=upload, kind=FileKind.SIGNED_DECISION, by=by, at=at, allow=SCANS, field="upload"
    )
    check_scanned(stored)
    with transaction.atomic():
        decision = Decision.objects.locked(decision.pk)
        policies.check_can_scan(decision, by=by, at=at)
        decision.signed_file, decision.signing_mode, decision.scan_by = stored, SigningMode.PAPER, by.person
        decision.save(update_fields=["signed_file", "signing_mode", "scan_by"])
        record("decision.scan", about=decision, by=by, at=at, data={"sha256": stored.sha256})
    return decision


@transaction.atomic
def confirm_scan(*, decision: Decision, words: str, by: Acting, at: datetime) -> Decision:
    """Paper way, second step: two people, each once, say that the scan is the signed original."""
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_confirm_scan(decision, by=by, at=at)
    PaperConfirmation.objects.create(
        decision=decision, file=decision.signed_file, person=by.person, words=words, at=at
    )
    given = decision.confirmations.filter(file=decision.signed_file).count()
    record(
        "decision.scan_confirmed",
        about=decision,
        by=by,
        at=at,
        data={"given": given, "sha256": decision.signed_file.sha256},
    )
    if given >= CONFIRMATIONS:
        signature = {
            "state": "paper",
            "sentence": "Bản giấy đã ký, hai người xác nhận bản quét.",
            "signer": decision.signer_name,
            "signed_at": "",
        }
        apply_move(
            decision,
            "accept_scan",
            by=by,
            at=at,
            fields={"signature": signature, "signed_at": at},
            mode="paper",
        )
    return decision
