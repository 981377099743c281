"""Reading an archive whole before anything is touched: every byte, every hash, the signature, the state it needs."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ocop.backup import state
from ocop.backup.container import BadArchive, Member, read
from ocop.backup.saving import IDENTITY, MANIFEST, NOTE
from ocop.core.errors import RuleBroken
from ocop.transparency import notes

NAMES = ("tables/", "files/", "keys/", "keys.sealed", IDENTITY, MANIFEST, NOTE)


@dataclass
class Archive:
    """A checked archive, laid out in a folder of its own."""

    folder: Path
    identity: dict[str, Any] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    members: list[list[Any]] = field(default_factory=list)

    def path(self, name: str) -> Path:
        return self.folder / name


def open_archive(path: Path, folder: Path) -> Archive:
    """Lay the archive out in `folder`; BadArchive for anything that is not a whole backup as it was written."""
    found, note = Archive(folder), ""
    with path.open("rb") as file:
        for member in read(file):
            _check_name(member, found)
            if member.name == NOTE:
                note = _text(member)
                continue
            _keep(member, found)
            if member.name != MANIFEST:
                found.members.append([member.name, member.size, member.sha256])
            if member.name == IDENTITY:
                found.identity = _json(found.path(IDENTITY))
                if found.identity.get("v") != state.SCHEMA:
                    raise BadArchive("Tệp này không phải bản sao lưu OCOP, hoặc của một phiên bản khác.")
    _check_manifest(found, note)
    return found


def _check_name(member: Member, found: Archive) -> None:
    """Names are ours: no way out of the folder, nothing twice, the identity first."""
    parts = member.name.split("/")
    if not member.name.startswith(NAMES) or len(parts) > 2 or ".." in parts or "" in parts:
        raise BadArchive(f"Bản sao lưu có phần lạ: {member.name!r}.")
    if not found.identity and member.name != IDENTITY:
        raise BadArchive("Tệp này không phải bản sao lưu OCOP.")
    if found.path(member.name).exists():
        raise BadArchive(f"Bản sao lưu có hai phần {member.name}.")


def _keep(member: Member, found: Archive) -> None:
    target = found.path(member.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        for piece in member.pieces():
            file.write(piece)


def _text(member: Member) -> str:
    return member.whole().decode("utf-8", "replace")


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except ValueError:
        raise BadArchive(f"Bản sao lưu bị sửa: {path.name} không đọc được.") from None
    if not isinstance(value, dict):
        raise BadArchive(f"Bản sao lưu bị sửa: {path.name} không đúng dạng.")
    return value


def _check_manifest(found: Archive, note: str) -> None:
    path = found.path(MANIFEST)
    if not path.exists() or not note:
        raise BadArchive("Bản sao lưu bị cắt: thiếu danh mục ở cuối. Hãy lấy lại bản đầy đủ.")
    found.manifest = _json(path)
    for told, seen in zip(found.manifest.get("members", []), found.members, strict=False):
        if told != seen:
            raise BadArchive(f"Bản sao lưu bị sửa: phần {seen[0]} khác danh mục.")
    if found.manifest.get("members") != found.members:
        raise BadArchive("Bản sao lưu bị sửa: số phần khác danh mục.")
    vkey = str(found.manifest.get("vkey", ""))
    try:
        text = notes.open_note(note, [vkey])
    except notes.BrokenNote as broken:
        raise BadArchive(f"Chữ ký của bản sao lưu sai: {broken}") from None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if text != f"{state.SCHEMA}\n{digest}\n":
        raise BadArchive("Bản sao lưu bị sửa: danh mục khác bản đã ký.")
    if f"keys/log-{vkey.split('+')[1]}.vkey" not in {name for name, _, _ in found.members}:
        raise BadArchive("Bản sao lưu ký bằng khóa không nằm trong bản sao lưu.")
    for name, _, sha256 in found.members:
        if name.startswith("files/") and name != f"files/{sha256}":
            raise BadArchive(f"Bản sao lưu bị sửa: {name} có nội dung khác tên.")


def check_schema(found: Archive) -> None:
    """The tables of the archive must be the tables of this program, neither newer nor older."""
    theirs, ours = set(found.identity["migrations"]), set(state.known_migrations())
    if theirs - ours:
        raise RuleBroken(
            f"Bản sao lưu của phiên bản mới hơn ({found.identity['version']}): chương trình này chưa biết "
            f"{', '.join(sorted(theirs - ours)[:3])}. Hãy nâng cấp chương trình rồi khôi phục.",
            code="backup.newer",
        )
    if ours - theirs:
        raise RuleBroken(
            f"Bản sao lưu của phiên bản cũ hơn ({found.identity['version']}): thiếu "
            f"{', '.join(sorted(ours - theirs)[:3])}. Hãy khôi phục bằng đúng phiên bản đó rồi nâng cấp.",
            code="backup.older",
        )
