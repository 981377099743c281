"""`ocop restore FILE`: into an empty installation, or with --replace over the same one. All of it or nothing."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser

from ocop.backup.management.commands.backup import passphrase
from ocop.backup.restoring import restore
from ocop.core.clock import now
from ocop.core.errors import RuleBroken


class Command(BaseCommand):
    help = "Khôi phục từ bản sao lưu; từ chối bản bị cắt, bị sửa, của hệ thống khác hoặc phiên bản khác."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="thay toàn bộ dữ liệu hiện có")
        parser.add_argument("--with-keys", action="store_true", help="lấy cả khóa riêng trong bản sao lưu")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        words = passphrase() if options["with_keys"] else ""
        try:
            manifest = restore(options["file"], at=now(), replace=options["replace"], passphrase=words)
        except RuleBroken as refusal:
            self.stderr.write(f"{refusal.sentence}\nKhông có gì thay đổi.")
            sys.exit(1)
        except OSError as error:
            self.stderr.write(f"Không đọc được {options['file']}: {error.strerror or error}.")
            sys.exit(1)
        told = {name: manifest[name] for name in ("made_at", "files", "audit", "log")}
        if options["json"]:
            self.stdout.write(json.dumps({"restored": True, **told}))
        else:
            rows = sum(manifest["counts"].values())
            self.stderr.write(
                f"Đã khôi phục {rows} dòng và {told['files']} tệp, như lúc {told['made_at']}. Hãy chạy “ocop check”."
            )
