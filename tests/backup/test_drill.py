"""The restore drill (I38): the same rows, the same chain, the same files; or a refusal that leaves all as it was."""

import hashlib
import io
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from ocop.accounts.models import User
from ocop.audit.checks import verify_chain
from ocop.backup import state, tables
from ocop.backup.container import BadArchive
from ocop.backup.restoring import restore
from ocop.backup.saving import make_backup
from ocop.backup.snapshot import snapshot
from ocop.core.errors import RuleBroken
from ocop.documents.models import StoredFile
from ocop.documents.storage import is_intact, object_name
from ocop.recognition.models import Certificate
from ocop.transparency.models import LogHead, SignedCheckpoint
from ocop.transparency.publishing import folder as log_folder
from ocop.transparency.publishing import publish_log
from tests.factories.accounts import make_person
from tests.factories.recognition import make_certificate
from tests.factories.transparency import LATER, make_whole_case

pytestmark = pytest.mark.django_db


def fingerprint() -> dict[str, str]:
    """Of every row of every table, in the form of a backup."""
    return {
        model._meta.label: hashlib.sha256(b"\n".join(tables.lines(model, "default"))).hexdigest()
        for model in tables.backed_up()
    }


@pytest.fixture
def world():
    """One product's whole path, logged and signed."""
    certificate, office = make_whole_case()
    publish_log(at=LATER)
    return certificate, office


@pytest.fixture
def backup(world, own_folder) -> Path:
    path = own_folder / "ban-sao.ocop"
    make_backup(path, at=LATER)
    return path


def refusal(path: Path, **options) -> str:
    before = fingerprint()
    with pytest.raises(RuleBroken) as refused:
        restore(path, at=LATER, **options)
    assert fingerprint() == before
    return refused.value.sentence


def test_a_restore_gives_the_same_rows_chain_and_files(world, backup, own_folder):
    before, (_, office) = fingerprint(), world
    files = list(StoredFile.objects.values_list("sha256", flat=True))
    root = SignedCheckpoint.objects.first().root
    make_certificate(office, "Chè thêm sau", on=LATER.date(), at=LATER)
    assert fingerprint() != before and files
    shutil.rmtree(own_folder / "files")
    shutil.rmtree(log_folder())

    restore(backup, at=LATER, replace=True)

    assert fingerprint() == before
    assert all(is_intact(sha256) for sha256 in files)
    assert verify_chain().ok and state.log_root() == root
    assert (log_folder() / "checkpoint").read_text() == SignedCheckpoint.objects.first().text


@pytest.mark.django_db(transaction=True)
def test_a_running_installation_is_read_as_of_one_moment(own_folder):
    """SQLite is read from a copy by its online backup, PostgreSQL in one snapshot: later writes are not in it."""
    make_person("Trước")
    with snapshot(own_folder) as using:
        if connection.vendor == "sqlite":
            make_person("Sau")
            with closing(sqlite3.connect(connections.databases[using]["NAME"])) as copy:
                names = [name for (name,) in copy.execute("SELECT full_name FROM accounts_user")]
        else:
            names = list(User.objects.using(using).values_list("full_name", flat=True))

    assert names == ["Trước"]
    assert not list(own_folder.glob("backup-*"))


def test_restored_tables_are_as_immutable_as_before(backup):
    restore(backup, at=LATER, replace=True)

    with pytest.raises(Exception, match="immutable"), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET verb = 'x'")


def test_numbers_go_on_after_a_restore(world, backup):
    restore(backup, at=LATER, replace=True)
    make_certificate(world[1], "Chè sau khôi phục", on=LATER.date(), at=LATER)

    assert Certificate.objects.count() == 2


def test_data_that_is_there_is_not_overwritten_by_accident(backup):
    assert "--replace" in refusal(backup)


@pytest.mark.slow
def test_fifty_cut_points_are_refused(backup, tmp_path):
    data, before, chance = backup.read_bytes(), fingerprint(), random.Random(38)
    for at in sorted(chance.randrange(len(data)) for _ in range(50)):
        path = tmp_path / "cat.ocop"
        path.write_bytes(data[:at])
        with pytest.raises(BadArchive):
            restore(path, at=LATER, replace=True)
    assert fingerprint() == before


@pytest.mark.slow
def test_three_hundred_altered_backups_are_refused(backup, tmp_path):
    data, before, chance = backup.read_bytes(), fingerprint(), random.Random(11)
    for _ in range(300):
        changed, at = bytearray(data), chance.randrange(len(data))
        changed[at] ^= 1 << chance.randrange(8)
        path = tmp_path / "doi.ocop"
        path.write_bytes(changed)
        with pytest.raises(BadArchive):
            restore(path, at=LATER, replace=True)
    assert fingerprint() == before


def test_a_backup_of_another_installation_is_refused(backup):
    LogHead.objects.update(installation="00000000-0000-0000-0000-000000000001")

    assert "hệ thống khác" in refusal(backup, replace=True)


@pytest.mark.parametrize(("extra", "word"), [(["recognition.9999_tomorrow"], "mới hơn"), ([], "cũ hơn")])
def test_a_backup_of_another_schema_is_refused(world, own_folder, monkeypatch, extra, word):
    real = state.known_migrations()
    monkeypatch.setattr(state, "known_migrations", lambda: sorted([*real, *extra]) if extra else real[:-1])
    path = own_folder / "khac.ocop"
    make_backup(path, at=LATER)
    monkeypatch.setattr(state, "known_migrations", lambda: real)

    assert word in refusal(path, replace=True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(600), bytes(1024), b"x" * 5000])
def test_other_files_are_refused(world, tmp_path, content):
    path = tmp_path / "la.ocop"
    path.write_bytes(content)

    assert "không phải bản sao lưu" in refusal(path, replace=True) or content in (b"", bytes(1024))


def test_rows_that_do_not_fit_their_own_proofs_are_refused(world, own_folder, monkeypatch):
    """Whoever holds the signing key could sign a changed table; the chain inside still tells."""
    path, plain = own_folder / "doi.ocop", tables.lines

    def changed(model, using):
        for row in plain(model, using):
            yield row.replace("Nước mắm".encode(), b"x").replace(b"decision.publish", b"decision.publisx")

    monkeypatch.setattr(tables, "lines", changed)
    make_backup(path, at=LATER)
    monkeypatch.setattr(tables, "lines", plain)

    assert "không khớp chính nó" in refusal(path, replace=True)


def test_a_broken_object_is_not_backed_up(world, own_folder):
    sha256 = StoredFile.objects.values_list("sha256", flat=True).first()
    path = own_folder / "files" / object_name(sha256)
    path.chmod(0o600)
    path.write_bytes(b"hong")

    with pytest.raises(RuleBroken, match="ocop check I30"):
        make_backup(own_folder / "hong.ocop", at=LATER)
    assert not list(own_folder.glob("*hong*"))


def test_private_keys_stay_out_unless_sealed(world, own_folder):
    plain, sealed = own_folder / "khong.ocop", own_folder / "kem.ocop"
    make_backup(plain, at=LATER)
    make_backup(sealed, at=LATER, passphrase="câu mật khẩu dài")
    private = (own_folder / "keys" / "log.key").read_bytes()

    assert private not in plain.read_bytes() and private not in sealed.read_bytes()
    assert "không có khóa riêng" in refusal(plain, replace=True, passphrase="câu mật khẩu dài")
    assert "không đúng" in refusal(sealed, replace=True, passphrase="một câu khác hẳn")
    (own_folder / "keys" / "log.key").unlink()
    restore(sealed, at=LATER, replace=True, passphrase="câu mật khẩu dài")
    assert (own_folder / "keys" / "log.key").read_bytes() == private


def test_a_short_passphrase_is_refused(world, own_folder):
    with pytest.raises(RuleBroken, match="12"):
        make_backup(own_folder / "a.ocop", at=LATER, passphrase="ngắn")


def test_a_restore_may_be_made_twice(backup):
    restore(backup, at=LATER, replace=True)
    before = fingerprint()
    restore(backup, at=LATER, replace=True)

    assert fingerprint() == before


def test_the_commands_say_what_they_did(world, own_folder):
    path, out = own_folder / "lenh.ocop", io.StringIO()
    call_command("backup", str(path), "--json", stdout=out, stderr=io.StringIO())
    call_command("restore", str(path), "--replace", "--json", stdout=out, stderr=io.StringIO())
    backup_line, restore_line = (line for line in out.getvalue().replace("}{", "}\n{").splitlines())

    assert '"rows"' in backup_line and '"restored": true' in restore_line
    with pytest.raises(SystemExit):
        call_command("backup", str(path), stderr=io.StringIO())
