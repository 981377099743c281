"""`ocop keys list|rotate|revoke`: the keys that sign QR codes and status lists."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from ocop.core.acting import system
from ocop.core.clock import local_date, now
from ocop.core.errors import RuleBroken
from ocop.documents.credentials import keyring
from ocop.documents.models import IssuerKey


class Command(BaseCommand):
    help = "Khóa ký giấy chứng nhận: xem (list), thay (rotate), hủy khóa đã lộ (revoke)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=["list", "rotate", "revoke"])
        parser.add_argument("kid", nargs="?", default="", help="số hiệu khóa, khi hủy")
        parser.add_argument("--reason", default="", help="lý do hủy")

    def handle(self, *args: Any, task: str, kid: str, reason: str, **options: Any) -> None:
        at = now()
        by = system(local_date(at))
        try:
            if task == "rotate":
                self.stderr.write(f"Khóa mới: {keyring.rotate(by=by, at=at).kid}. Khóa cũ vẫn được công bố.")
            elif task == "revoke":
                self._revoke(kid, reason, by, at)
        except RuleBroken as refusal:
            self.stderr.write(refusal.sentence)
            sys.exit(1)
        for row in IssuerKey.objects.all():
            self.stdout.write(_line(row))

    def _revoke(self, kid: str, reason: str, by: Any, at: Any) -> None:
        if not kid or not reason:
            raise RuleBroken('Hãy ghi số hiệu khóa và lý do: ocop keys revoke SỐ_HIỆU --reason "…"')
        keyring.revoke(kid=kid, reason=reason, by=by, at=at)
        self.stderr.write(f"Đã hủy khóa {kid}. Lần ký sau dùng khóa mới.")


def _line(row: IssuerKey) -> str:
    first, last = (
        timezone.localtime(moment).strftime("%d/%m/%Y") for moment in (row.valid_from, row.valid_to)
    )
    state = "đã hủy" if row.revoked_at else "đã thôi dùng" if row.retired_at else "đang dùng"
    demo = " · BẢN DEMO" if row.is_demo else ""
    return f"{row.kid}  {first} – {last}  {state} · {row.get_source_display()}{demo}"
