"""Certificates of a decision as sealed files: a job that goes on where it stopped, no paper twice, none missing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse

from ocop.audit import record
from ocop.core.acting import Acting, system
from ocop.core.clock import local_date
from ocop.documents.actions import store_generated
from ocop.documents.certificates import render_certificate
from ocop.documents.enums import FileKind
from ocop.documents.signatures import open_seal
from ocop.jobs import actions as jobs
from ocop.jobs.kinds import Kind, register
from ocop.jobs.models import Job
from ocop.jobs.progress import Progress
from ocop.recognition.models import Certificate, Decision, SealedPaper
from ocop.recognition.papers import certificate_data
from ocop.recognition.policies.sealing import check_can_seal
from ocop.recognition.queries.sealing import in_use_of, left_to_seal

if TYPE_CHECKING:
    from ocop.documents.signatures.sealing import Seal

KIND = "certificates.seal"


@transaction.atomic
def start_sealing(*, decision: Decision, by: Acting, at: datetime) -> Job:
    check_can_seal(decision, by=by, at=at)
    title = f"Ký số giấy chứng nhận của quyết định {decision.number_text}"
    return jobs.start(KIND, about=decision, title=title, by=by, at=at)


def seal_all(job: Job, progress: Progress) -> str:
    """Everything that is left, one certificate per transaction; answers the address of the archive."""
    decision = Decision.objects.get(pk=job.about_id)
    total = in_use_of(decision).count()
    left = list(left_to_seal(decision).order_by("line__place", "pk").values_list("pk", flat=True))
    done = total - len(left)
    progress.step(done, total, _words(done, total))
    with open_seal(at=progress.now()) as seal:
        for pk in left:
            seal_one(Certificate.objects.get(pk=pk), seal=seal, at=progress.now())
            done += 1
            progress.step(done, total, _words(done, total))
    return reverse("recognition:decision-archive", args=[decision.code])


def _words(done: int, total: int) -> str:
    return f"Đã ký {done}/{total} giấy chứng nhận"


def seal_one(certificate: Certificate, *, seal: Seal, at: datetime) -> SealedPaper | None:
    """Typeset and seal outside the transaction; None when another worker was faster or it is no longer in use."""
    paper = seal.put_on(
        render_certificate(certificate_data(certificate)), at=at, reason="Cấp giấy chứng nhận OCOP"
    )
    by = system(local_date(at))
    try:
        with transaction.atomic():
            if not left_to_seal(certificate.line.decision).filter(pk=certificate.pk).exists():
                return None
            name = f"giay-chung-nhan-{certificate.number_text.replace('/', '-')}.pdf"
            file = store_generated(content=paper, name=name, kind=FileKind.CERTIFICATE, by=by, at=at, pages=1)
            made = SealedPaper.objects.create(
                certificate=certificate, file=file, level=seal.level, sealed_by=seal.name[:200], sealed_at=at
            )
            data = {"sha256": file.sha256, "level": seal.level, "seal": seal.name}
            record("certificate.seal", about=certificate, by=by, at=at, data=data)
    except IntegrityError:
        return None
    return made


def install() -> None:
    register(Kind(KIND, "Ký số giấy chứng nhận", seal_all))
