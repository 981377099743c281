"""Entries as rows of a page: what they say, in words."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ocop.transparency.enums import Kind
from ocop.transparency.models import LogEntry

LOOKS = {
    Kind.DECISION: ("official", "file-earmark-text"),
    Kind.CERTIFICATE: ("success", "award"),
    Kind.SUSPENSION: ("warning", "pause-circle"),
    Kind.LIFT: ("info", "arrow-counterclockwise"),
    Kind.REVOCATION: ("danger", "x-octagon"),
    Kind.KEY: ("neutral", "shield-check"),
    Kind.AUDIT: ("neutral", "journal-text"),
}


@dataclass(frozen=True)
class Row:
    """One entry for people; `token` leads to its certificate's page."""

    index: int
    at: Any
    what: str
    words: str
    tone: str
    icon: str
    token: str
    body: str
    leaf_hash: str
    coded: bool  # the words are a hash or a key


def words_of(kind: str) -> str:
    return {
        Kind.DECISION: _("Công bố quyết định"),
        Kind.CERTIFICATE: _("Cấp giấy chứng nhận"),
        Kind.SUSPENSION: _("Tạm dừng giấy chứng nhận"),
        Kind.LIFT: _("Bỏ tạm dừng"),
        Kind.REVOCATION: _("Thu hồi giấy chứng nhận"),
        Kind.KEY: _("Khóa ký nhật ký"),
        Kind.AUDIT: _("Đầu chuỗi nhật ký nội bộ"),
    }[Kind(kind)]


def row_of(entry: LogEntry) -> Row:
    said = json.loads(entry.body)
    tone, icon = LOOKS[Kind(entry.kind)]
    return Row(
        entry.index,
        entry.at,
        words_of(entry.kind),
        _detail(said),
        tone,
        icon,
        entry.certificate.token if entry.certificate else "",
        entry.body,
        entry.leaf_hash,
        entry.kind in (Kind.KEY, Kind.AUDIT),
    )


def _detail(said: dict[str, Any]) -> str:
    if "product" in said:
        return f"{said['number']} · {said['product']}"
    if said["kind"] == Kind.DECISION:
        return f"{said['number']} · {said['title']}"
    return str(said["trail"]["hash"]) if said["kind"] == Kind.AUDIT else str(said.get("vkey", ""))


def newest(before: int | None, size: int) -> list[LogEntry]:
    """Newest first, from below `before` on."""
    found = LogEntry.objects.select_related("certificate").order_by("-index")
    if before is not None:
        found = found.filter(index__lt=before)
    return list(found[:size])
