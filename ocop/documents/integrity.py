"""Checks of stored files for `ocop check` (numbers of docs/security-model.md), and tidying up."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from ocop.core.checks_registry import Finding

from . import storage
from .enums import FileState, Variant
from .models import StoredFile

GRACE = timedelta(days=1)
PERSONAL_MARKS = (b"Exif\x00\x00", b"http://ns.adobe.com/xap/", b"Photoshop 3.0")
HEAD = 65_536


def bytes_kept() -> Finding:
    """I30: what is stored still hashes to what was recorded; each object is read once."""
    finding = Finding()
    for sha256 in StoredFile.objects.order_by("sha256").values_list("sha256", flat=True).distinct():
        finding.rows += 1
        if not storage.is_intact(sha256):
            names = StoredFile.objects.filter(sha256=sha256).values_list("public_id", "name")
            told = ", ".join(f"{name} ({public_id})" for public_id, name in names)
            finding.problems.append(f"Nội dung tệp bị mất hoặc bị sửa: {told}.")
    return finding


def pictures_without_metadata() -> Finding:
    """I25: the copies that are shown tell neither place, time nor device."""
    finding = Finding()
    for copy in StoredFile.objects.exclude(variant=Variant.ORIGINAL).iterator():
        finding.rows += 1
        try:
            with storage.open_object(copy.sha256) as file:
                head = file.read(HEAD)
        except FileNotFoundError:  # told by I30
            continue
        if any(mark in head for mark in PERSONAL_MARKS):
            finding.problems.append(f"Ảnh để xem còn mang thông tin riêng: {copy.name} ({copy.public_id}).")
    return finding


def nothing_served_unchecked() -> Finding:
    """I33: a picture has its clean copies as soon as it counts as checked."""
    finding = Finding()
    for file in StoredFile.objects.filter(variant=Variant.ORIGINAL).prefetch_related("copies").iterator(500):
        finding.rows += 1
        if file.is_picture and file.state == FileState.CHECKED and not (file.web and file.thumbnail):
            finding.problems.append(f"Ảnh chưa có bản để xem: {file.name} ({file.public_id}).")
    return finding


def sweep(*, at: datetime) -> int:
    """Remove what no row names: leftovers of uploads that were never acknowledged. Local disk only."""
    root = storage.local_root()
    if root is None:
        return 0
    before = (at - GRACE).timestamp()
    removed = _remove(before, *(root / "incoming").glob("up-*"))
    for path in (root / storage.FOLDER).glob("*/*/*"):
        if not StoredFile.objects.filter(sha256=path.name).exists():
            removed += _remove(before, path)
    return removed


def _remove(before: float, *paths: Path) -> int:
    old = [path for path in paths if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
