"""`ocop scenario published`: reference data, and the records that give back the published figures."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ocop.core.clock import now
from ocop.core.errors import RuleBroken
from ocop.demo.published import installing


class Command(BaseCommand):
    help = "Dựng một bản cài đặt từ số liệu đã công bố (kịch bản); chạy lại không đổi gì; không dựng trên dữ liệu thật."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=["published"], help="tên kịch bản")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        call_command("init", stdout=self.stderr)
        if installing.is_built():
            self.stderr.write("Kịch bản đã dựng từ trước; giữ nguyên.")
            return
        start = time.monotonic()
        try:
            done = installing.install(at=now())
        except RuleBroken as refusal:
            raise CommandError(" ".join([refusal.sentence, *refusal.details])) from None
        self.stderr.write(
            f"Kịch bản “published”: {done['products']} sản phẩm, {done['producers']} chủ thể, {done['records']} kết quả, "
            f"{done['registrations']} đăng ký ({time.monotonic() - start:.1f} s)"
        )
