"""`ocop docs`: write the generated reference (docs/generated) anew. `--check` only compares; exit status 1 when stale."""

import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Sinh lại tài liệu tra cứu trong docs/generated từ mã nguồn."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="chỉ so sánh, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from scripts import docs_reference
        except ModuleNotFoundError:
            raise CommandError("Lệnh này chỉ chạy trong thư mục mã nguồn.") from None
        names = docs_reference.stale() if options["check"] else docs_reference.write()
        for name in names:
            self.stdout.write(f"docs/generated/{name}")
        if options["check"] and names:
            self.stderr.write("Tài liệu sinh ra đã cũ. Chạy: ocop docs")
            sys.exit(1)
