"""The log: one entry for each publication, in its transaction, gap-free, unchangeable, whole."""

import json
import shutil

import pytest
from django.db import DatabaseError, connection, transaction

from ocop.audit.models import Event
from ocop.core.immutability import triggers_off
from ocop.recognition.actions import revoking
from ocop.transparency import integrity, listening
from ocop.transparency.catching_up import catch_up
from ocop.transparency.facts import commitment, evidence_of
from ocop.transparency.models import LogEntry, LogHead
from ocop.transparency.publishing import LogBroken, daily_run, folder, publish_log
from ocop.transparency.queries.tree import Tree
from tests.factories.accounts import AT
from tests.factories.recognition import make_certificate, make_office

pytestmark = pytest.mark.django_db
PERSONAL = ("Hợp tác xã", "Nguyễn Thị Lan", "Trần Văn Ký", "Tổ 3")


@pytest.fixture(autouse=True)
def own_folder(demo_keys, settings):
    shutil.rmtree(settings.OCOP_DATA / "public", ignore_errors=True)


@pytest.fixture
def office():
    return make_office()


def kinds() -> list[str]:
    return list(LogEntry.objects.order_by("index").values_list("kind", flat=True))


def test_a_publication_is_logged_with_its_certificates(office):
    certificate = make_certificate(office)

    assert kinds() == ["certificate", "decision"]
    entry = LogEntry.objects.get(kind="certificate")
    said = json.loads(entry.body)
    assert (said["number"], said["stars"]) == (certificate.number_text, 4)
    assert said["product_code"] == certificate.product.code
    event = Event.objects.get(verb="certificate.issue")
    assert said["trail"] == {"seq": event.seq, "hash": event.hash}
    assert said["digest"] == event.data["digest"]
    assert said["evidence"] == commitment(entry.salt, evidence_of(certificate))


def test_stop_lift_and_revocation_are_logged(office):
    certificate = make_certificate(office)
    stop = revoking.suspend(certificate=certificate, reason="Nguyễn Thị Lan báo", by=office.drafter, at=AT)
    revoking.lift_suspension(suspension=stop, by=office.drafter, at=AT)

    assert kinds() == ["certificate", "decision", "suspension", "lift"]


def test_leaves_name_no_person_and_no_producer(office):
    certificate = make_certificate(office)
    revoking.suspend(certificate=certificate, reason="Nguyễn Thị Lan báo", by=office.drafter, at=AT)
    bodies = "".join(LogEntry.objects.values_list("body", flat=True))

    assert not [name for name in (*PERSONAL, certificate.token) if name in bodies]


def test_what_is_rolled_back_is_not_logged(office):
    with pytest.raises(RuntimeError), transaction.atomic():
        make_certificate(office)
        raise RuntimeError("rolled back")

    assert not LogEntry.objects.exists()
    make_certificate(office)
    assert list(LogEntry.objects.values_list("index", flat=True)) == [0, 1]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE transparency_logentry SET body = body || ' '",
        "DELETE FROM transparency_logentry",
        "UPDATE transparency_signedcheckpoint SET text = ''",
        "DELETE FROM transparency_signedcheckpoint",
    ],
)
def test_the_database_refuses_changes(office, sql):
    make_certificate(office)
    publish_log(at=AT)

    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_salt_may_be_erased_and_the_log_stays_whole(office):
    make_certificate(office)
    daily_run(at=AT)
    LogEntry.objects.update(salt="")

    assert not problems()


def problems() -> list[str]:
    parts = (integrity.tells_what_was_published, integrity.is_whole, integrity.trails_hold)
    parts += (integrity.checkpoints_signed, integrity.files_are_the_log)
    return [problem for part in parts for problem in part().problems]


def test_checkpoints_follow_each_other(office):
    make_certificate(office)
    first = publish_log(at=AT)
    assert publish_log(at=AT) == first
    for name in ("Chè", "Mật ong", "Gạo"):
        make_certificate(office, name)
    second = publish_log(at=AT)

    assert (first.size, second.size) == (3, 9)
    assert Tree().root(first.size).hex() == first.root
    assert not problems()
    assert (folder() / "checkpoint").read_text() == second.text


def test_nothing_is_signed_over_a_changed_log(office):
    make_certificate(office)
    publish_log(at=AT)
    make_certificate(office, "Chè")
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE transparency_logentry SET leaf_hash = %s WHERE index = 0"
            if connection.vendor != "sqlite"
            else 'UPDATE transparency_logentry SET leaf_hash = %s WHERE "index" = 0',
            ["0" * 64],
        )

    with pytest.raises(LogBroken):
        publish_log(at=AT)


def test_the_same_files_are_written_once(office):
    make_certificate(office)
    daily_run(at=AT)
    before = {path: path.stat().st_mtime_ns for path in folder().rglob("*") if path.is_file()}
    daily_run(at=AT)

    assert {path: path.stat().st_mtime_ns for path in folder().rglob("*") if path.is_file()} == before


def test_what_was_published_before_the_log_is_caught_up(office, monkeypatch):
    monkeypatch.setattr(listening, "TOLD", {})
    certificate = make_certificate(office)
    stop = revoking.suspend(certificate=certificate, reason="Kiểm tra", by=office.drafter, at=AT)
    revoking.lift_suspension(suspension=stop, by=office.drafter, at=AT)
    assert "thiếu" in problems()[0]

    assert catch_up() == 4
    assert catch_up() == 0
    assert sorted(kinds()) == ["certificate", "decision", "lift", "suspension"]
    assert not problems()


@pytest.mark.parametrize("table", ["recognition_certificate", "recognition_decision"])
def test_a_record_that_was_changed_differs_from_its_entry(office, table):
    make_certificate(office)
    column = "valid_until = '2031-01-01'" if table.endswith("certificate") else "title = 'Khác'"
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column}")

    assert "khác với bản ghi trong sổ" in integrity.tells_what_was_published().problems[0]


def test_an_entry_that_was_cut_off_is_missed(office):
    make_certificate(office)
    publish_log(at=AT)
    with triggers_off():
        LogEntry.objects.filter(index=2).delete()

    assert "đã bị cắt" in " ".join(problems())


def test_the_head_is_the_number_of_entries(office):
    make_certificate(office)

    assert LogHead.objects.get().size == LogEntry.objects.count() == 2
