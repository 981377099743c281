"""Stored files never change (I30, I32), and `ocop check` tells when they did."""

import os
import threading
from datetime import timedelta

import pytest
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.db import DatabaseError, transaction

from ocop.core.immutability import triggers_off
from ocop.documents import integrity, storage
from ocop.documents.enums import FileState
from ocop.documents.models import StoredFile
from tests.factories.accounts import AT
from tests.factories.documents import accepted, make_file, picture

pytestmark = pytest.mark.django_db


def refused_by_the_database(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError as error:
        return "immutable" in str(error)
    return False


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "1" * 64},
        {"size": 5},
        {"name": "khac.pdf"},
        {"kind": "photo"},
        {"media_type": "text/html"},
        {"uploaded_at": AT - timedelta(days=1)},
        {"state": FileState.PENDING},
        {"reason": "khác"},
    ],
    ids=str,
)
def test_row_of_a_checked_file_cannot_be_changed(change):
    file = make_file()

    assert refused_by_the_database(lambda: StoredFile.objects.filter(pk=file.pk).update(**change))


def test_row_cannot_be_deleted():
    file = make_file()

    assert refused_by_the_database(lambda: StoredFile.objects.filter(pk=file.pk)._raw_delete("default"))


def test_altered_bytes_are_an_error_not_an_answer():
    file = make_file()
    path = storage.local_root() / storage.object_name(file.sha256)
    path.chmod(0o600)
    path.write_bytes(b"sua doi.")

    with pytest.raises(storage.StoredBytesChanged):
        file.read_bytes()
    told = integrity.bytes_kept()
    assert (told.rows, len(told.problems)) == (1, 1)
    assert file.name in told.problems[0]


def test_same_bytes_again_mend_an_altered_object():
    file = make_file(b"noi dung da mat")
    (storage.local_root() / storage.object_name(file.sha256)).unlink()

    make_file(b"noi dung da mat")
    assert integrity.bytes_kept().ok


def test_checks_hold_for_ordinary_files():
    accepted(picture(), "anh.jpg")
    make_file()

    findings = [
        integrity.bytes_kept(),
        integrity.pictures_without_metadata(),
        integrity.nothing_served_unchecked(),
    ]
    assert [(finding.ok, finding.rows > 0) for finding in findings] == [(True, True)] * 3


def test_picture_without_clean_copy_is_found():
    photo = accepted(picture(), "anh.jpg")
    with triggers_off():
        StoredFile.objects.filter(derived_from=photo).delete()

    assert not integrity.nothing_served_unchecked().ok


def test_tidying_removes_only_old_leftovers():
    kept = make_file()
    orphan = storage.keep_bytes(b"khong ai nhac toi")
    young = storage.keep_bytes(b"moi toi")
    root = storage.local_root()
    old = (AT - timedelta(days=2)).timestamp()
    for sha256 in (kept.sha256, orphan):
        os.utime(root / storage.object_name(sha256), (old, old))

    os.utime(root / storage.object_name(young), (AT.timestamp(), AT.timestamp()))
    integrity.sweep(at=AT)

    there = {sha256: storage.is_intact(sha256) for sha256 in (kept.sha256, orphan, young)}
    assert there == {kept.sha256: True, orphan: False, young: True}


def test_commands_say_what_they_did(capsys):
    call_command("files", "recheck")
    call_command("files", "tidy")

    assert capsys.readouterr().out.startswith("Đã kiểm tra 0 trên 0 tệp đang chờ.\nĐã dọn ")


def test_many_at_once_store_one_whole_object():
    content = os.urandom(300_000)
    workers = [threading.Thread(target=storage.keep_bytes, args=(content,)) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    sha256 = storage.keep_bytes(content)
    assert storage.read_verified(sha256) == content


def test_object_store_without_folders_works_alike(monkeypatch):
    place = InMemoryStorage()
    monkeypatch.setattr(storage, "storage", lambda: place)
    sha256 = storage.keep_bytes(b"tren may chu khac")
    storage.keep_bytes(b"tren may chu khac")

    assert storage.read_verified(sha256) == b"tren may chu khac"
    assert integrity.sweep(at=AT) == 0
