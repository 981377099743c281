"""Sealed certificates of a decision: none twice, none missing, whatever happens to the worker."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from ocop.audit.models import Event
from ocop.core.errors import RuleBroken
from ocop.documents.signatures import verify_signed_pdf
from ocop.jobs.actions import latest_job
from ocop.jobs.enums import RunStatus
from ocop.jobs.models import Job
from ocop.recognition.actions import sealing
from ocop.recognition.models import Certificate, Revocation, SealedPaper
from tests.factories.accounts import AT, signed_in
from tests.factories.parallel import at_once, real_database
from tests.factories.recognition import DAY, make_certificate, make_office, make_published, make_rated

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def decision(office):
    return make_published(office, *(make_rated(office, f"Sản phẩm {n}") for n in range(3)))


def test_job_seals_every_certificate_once_and_each_seal_holds(
    office, decision, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = sealing.start_sealing(decision=decision, by=office.publisher, at=AT)

    job.refresh_from_db()
    papers = list(SealedPaper.objects.select_related("file", "certificate"))
    assert (job.status, job.done, job.total) == (RunStatus.DONE, 3, 3)
    assert {paper.certificate for paper in papers} == set(Certificate.objects.all())
    assert Event.objects.filter(verb="certificate.seal").count() == 3
    for paper in papers:
        verdict = verify_signed_pdf(None, paper.file.read_bytes(), at=paper.sealed_at)
        assert (verdict.ok, verdict.demo, verdict.signatures[0].level) == (True, True, "PAdES B-B")


def test_job_goes_on_with_what_is_left(office, decision, django_capture_on_commit_callbacks):
    from ocop.documents.signatures.sealing import open_seal

    first = Certificate.objects.order_by("pk").first()
    with open_seal(at=AT) as seal:
        made = sealing.seal_one(first, seal=seal, at=AT)
        assert sealing.seal_one(first, seal=seal, at=AT) is None

    with django_capture_on_commit_callbacks(execute=True):
        sealing.start_sealing(decision=decision, by=office.publisher, at=AT)

    assert SealedPaper.objects.count() == 3
    assert SealedPaper.objects.get(certificate=first) == made


def test_revoked_certificates_are_left_out(office, decision, django_capture_on_commit_callbacks):
    Revocation.objects.create(
        certificate=Certificate.objects.first(), ground="b", words="x", concluded_on=DAY, concluded_by="x",
        due_on=DAY, revoked_on=DAY, state="decided", state_at=AT, proposed_at=AT,
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        sealing.start_sealing(decision=decision, by=office.publisher, at=AT)

    assert SealedPaper.objects.count() == 2


def refusal(decision, by):
    with pytest.raises(RuleBroken) as found:
        sealing.start_sealing(decision=decision, by=by, at=AT)
    return found.value.code


def test_refusals_have_their_reason(office, decision, settings, django_capture_on_commit_callbacks):
    assert refusal(decision, office.signer) == "permission"
    assert refusal(decision, make_office("04").publisher) == "unit"
    settings.OCOP_STOP_ISSUING = True
    assert refusal(decision, office.publisher) == "issuing.stopped"
    settings.OCOP_STOP_ISSUING, settings.OCOP_DEMO = False, False
    assert refusal(decision, office.publisher) == "seal.none"
    settings.OCOP_DEMO = True
    with django_capture_on_commit_callbacks(execute=True):
        sealing.start_sealing(decision=decision, by=office.publisher, at=AT)
    assert refusal(decision, office.publisher) == "seal.nothing"


def test_wrong_key_ends_the_job_with_its_sentence(
    office, decision, settings, django_capture_on_commit_callbacks
):
    settings.OCOP_SEAL = "pkcs12:/khong/co.p12"
    with django_capture_on_commit_callbacks(execute=True):
        job = sealing.start_sealing(decision=decision, by=office.publisher, at=AT)

    job.refresh_from_db()
    assert (job.status, job.error) == (RunStatus.FAILED, "Không có tệp khóa ký /khong/co.p12 (OCOP_SEAL).")


def test_page_starts_the_job_and_the_archive_holds_all(office, decision, django_capture_on_commit_callbacks):
    client = signed_in(office.publisher)
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "0/3 giấy đang dùng" in page and "Ký số các giấy chứng nhận" in page

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("recognition:decision-seal", args=[decision.code]))

    job = Job.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    assert "Lấy kết quả" in client.get(job.get_absolute_url()).content.decode()
    content = b"".join(client.get(job.result_url).streaming_content)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == [f"giay-chung-nhan-0{n}-2026-GCN-OCOP-01.pdf" for n in (1, 2, 3)]
    assert "3/3 giấy đang dùng" in client.get(decision.get_absolute_url()).content.decode()


def test_sealed_paper_is_what_is_handed_out_and_only_to_those_who_see_it(
    office, decision, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sealing.start_sealing(decision=decision, by=office.publisher, at=AT)
    paper = SealedPaper.objects.select_related("file", "certificate").first()

    url = reverse("recognition:certificate-pdf", args=[paper.certificate.token])
    assert signed_in(office.publisher).get(url).content == paper.file.read_bytes()
    stranger = signed_in(make_office("04").publisher)
    assert stranger.get(paper.file.get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_seal_each_certificate_once(tmp_path, office, settings):
    from ocop.documents.signatures.sealing import open_seal

    decision = make_published(office, *(make_rated(office, f"Sản phẩm {n}") for n in range(4)))
    pks = list(Certificate.objects.filter(line__decision=decision).values_list("pk", flat=True))

    def seal_all():
        with open_seal(at=AT) as seal:
            return [sealing.seal_one(Certificate.objects.get(pk=pk), seal=seal, at=AT) for pk in pks]

    with real_database(tmp_path):
        made = at_once([seal_all] * 3)
        [rows] = at_once([lambda: SealedPaper.objects.count()])

    assert rows == 4
    assert sum(paper is not None for papers in made for paper in papers) == 4


WORKER = """
import django; django.setup()
from django.conf import settings
name = {database!r}
settings.DATABASES["default"]["NAME"] = name
from django.db import connections
connections["default"].settings_dict["NAME"] = name
from pathlib import Path
settings.OCOP_DATA, settings.MEDIA_ROOT = Path({data!r}), {media!r}
from ocop.core.clock import now
from ocop.jobs import claims
from ocop.jobs.actions import work_on
from ocop.jobs.models import Job
later = now() + claims.DEAD_AFTER * 2  # when the silence of a killed worker is noticed
claims.reap(Job, at=later)
job = Job.objects.get(pk={job})
print("took", work_on(job, at=later), job.status)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_nothing_twice_and_nothing_missing(tmp_path, office, settings):
    """kill -9 in the middle, two times over; another process goes on."""
    from django.db import connection

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    many = 12
    with real_database(tmp_path):

        def prepare():
            decision = make_published(office, *(make_rated(office, f"Sản phẩm {n}") for n in range(many)))
            return sealing.start_sealing(decision=decision, by=office.publisher, at=AT).pk

        [job] = at_once([prepare])
        program = WORKER.format(
            job=job,
            database=str(connection.settings_dict["NAME"]),
            data=str(settings.OCOP_DATA),
            media=str(settings.MEDIA_ROOT),
        )
        counts = []
        for goal in (2, 6, None):
            worker = subprocess.Popen(
                [sys.executable, "-c", program],
                cwd=Path(__file__).resolve().parents[2],
                env={**os.environ, "OCOP_DEMO": "1"},
                stdout=subprocess.DEVNULL,
            )
            while goal and worker.poll() is None and sealed() < goal:
                time.sleep(0.02)
            if goal:
                worker.send_signal(signal.SIGKILL)
            worker.wait()
            counts.append(sealed())
        [(papers, events, status)] = at_once([outcome])

    assert counts[0] < counts[1] < counts[2] == many
    assert (papers, events, status) == (many, many, RunStatus.DONE)


def sealed() -> int:
    [count] = at_once([lambda: SealedPaper.objects.count()])
    return count


def outcome():
    job = Job.objects.get()
    assert latest_job(sealing.KIND, Certificate.objects.first().line.decision) == job
    certificates = set(Certificate.objects.values_list("pk", flat=True))
    assert certificates == set(SealedPaper.objects.values_list("certificate_id", flat=True))
    return SealedPaper.objects.count(), Event.objects.filter(verb="certificate.seal").count(), job.status


def test_certificate_of_another_decision_is_left_alone(office, decision, django_capture_on_commit_callbacks):
    other = make_certificate(office, "Khác")
    with django_capture_on_commit_callbacks(execute=True):
        sealing.start_sealing(decision=decision, by=office.publisher, at=AT)

    assert not SealedPaper.objects.filter(certificate=other).exists()
