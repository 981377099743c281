"""Taking an archive back: checked whole in a side folder, then all rows in one transaction, or nothing at all."""

import contextlib
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from ocop.accounts.models import User
from ocop.audit.checks import verify_chain
from ocop.backup import sealed_keys, state, tables
from ocop.backup.checking import Archive, check_schema, open_archive
from ocop.backup.saving import KEYS
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.documents.storage import keep
from ocop.dossiers.models import Dossier
from ocop.producers.models import Producer
from ocop.recognition.models import Decision
from ocop.registry.actions import rebuild_index
from ocop.transparency.integrity import is_whole
from ocop.transparency.models import LogHead
from ocop.transparency.publishing import rewrite_files


def restore(path: Path, *, at: datetime, replace: bool = False, passphrase: str = "") -> dict[str, Any]:
    """Bring the installation to the archive's state; returns its manifest. RuleBroken leaves everything as it was."""
    data = Path(settings.OCOP_DATA)
    with tempfile.TemporaryDirectory(dir=data, prefix="restore-") as folder:
        archive = open_archive(path, Path(folder))
        check_schema(archive)
        keys = _sealed(archive, passphrase)
        if state.applied_migrations():
            check_place(archive, replace=replace)
        else:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        _keep_files(archive)
        _fill(archive, at)
        _take_keys(archive, keys, data / "keys")
    rewrite_files(anew=True)
    return archive.manifest


def check_place(archive: Archive, *, replace: bool) -> None:
    """Only into an empty installation; with `replace` also over an earlier state of the same one."""
    if state.applied_migrations() < set(state.known_migrations()):
        raise RuleBroken(
            "Cơ sở dữ liệu chưa nâng cấp: hãy chạy “ocop init” trước.", code="backup.not_migrated"
        )
    if not any(model.objects.exists() for model in (User, Producer, Dossier, Decision)):
        return
    if not replace:
        raise RuleBroken(
            "Hệ thống này đã có dữ liệu. Hãy khôi phục vào một thư mục dữ liệu trống (OCOP_DATA), "
            "hoặc thêm --replace để thay toàn bộ dữ liệu hiện có.",
            code="backup.not_empty",
        )
    head = LogHead.objects.filter(pk=1).first()
    if head and head.size and str(head.installation) != archive.identity["installation"]:
        raise RuleBroken(
            f"Bản sao lưu của một hệ thống khác ({archive.identity['origin']}), không phải của hệ thống này "
            f"({head.origin}). Muốn chạy hệ thống kia, hãy khôi phục vào thư mục dữ liệu trống.",
            code="backup.foreign",
        )


def _sealed(archive: Archive, passphrase: str) -> dict[str, bytes]:
    if not passphrase:
        return {}
    if not archive.path(KEYS).exists():
        raise RuleBroken("Bản sao lưu này không có khóa riêng (--with-keys).", code="backup.no_keys")
    return sealed_keys.unseal(archive.path(KEYS).read_bytes(), passphrase)


def _keep_files(archive: Archive) -> None:
    """Objects are stored under their own hash: putting them there first disturbs nothing if the rows do not follow."""
    for name, _, sha256 in archive.members:
        if name.startswith("files/"):
            copy = archive.path(f"{name}.copy")
            os.link(archive.path(name), copy)
            with copy.open("rb") as file:
                keep(file, sha256)
            copy.unlink(missing_ok=True)


@transaction.atomic
def _fill(archive: Archive, at: datetime) -> None:
    """Rows out, rows in, proofs made again; anything wrong takes all of it back."""
    tables.empty()
    counts: dict[str, int] = {}
    models = {model._meta.label: model for model in tables.backed_up()}
    for name, _, _ in archive.members:
        if name.startswith("tables/"):
            label = name.removeprefix("tables/").rsplit(".", 3)[0]
            if label not in models:
                raise RuleBroken(f"Bản sao lưu có bảng lạ: {label}.", code="backup.table")
            with archive.path(name).open("rb") as file:
                counts[label] = counts.get(label, 0) + tables.load_part(models[label], file)
    tables.refill_done()
    _compare(archive, counts)
    rebuild_index(on=local_date(at))
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    else:
        connection.check_constraints()


def _compare(archive: Archive, counts: dict[str, int]) -> None:
    told = archive.manifest
    chain, whole = verify_chain(), is_whole()
    problems = [*chain.problems[:3], *whole.problems[:3]]
    ends = state.roots()
    ends["log"]["root"] = state.log_root()
    if counts != told["counts"]:
        problems.append("số dòng khác danh mục")
    if (ends["audit"], ends["log"]) != (told["audit"], told["log"]):
        problems.append("đầu chuỗi nhật ký hoặc gốc nhật ký công khai khác danh mục")
    if problems:
        raise RuleBroken(
            f"Dữ liệu trong bản sao lưu không khớp chính nó: {'; '.join(problems)}. Không khôi phục.",
            code="backup.unequal",
        )


def _take_keys(archive: Archive, private: dict[str, bytes], folder: Path) -> None:
    """Public keys always; private ones when the passphrase was given. What is there already stays beside them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, _, _ in archive.members:
        if name.startswith("keys/"):
            shutil.copyfile(archive.path(name), folder / name.removeprefix("keys/"))
    for name, content in private.items():
        target = folder / Path(name).name
        with contextlib.suppress(FileNotFoundError):
            target.unlink()
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
