"""`ocop check`: the integrity checks of this installation. Exit status 1 when one fails."""

import json
import sys
from typing import Any

from django.core.management import BaseCommand, CommandParser

from ocop.core import checks_registry


class Command(BaseCommand):
    help = "Kiểm tra tính toàn vẹn của dữ liệu (các bất biến I01…I45)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", help="chỉ kiểm tra các số này, ví dụ I27")
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = checks_registry.run(options["keys"])
        if options["json"]:
            self.stdout.write(json.dumps({"checks": rows}, ensure_ascii=False))
        else:
            self._print(rows)
        if not all(row["ok"] for row in rows):
            sys.exit(1)

    def _print(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            self.stdout.write(
                f"{row['key']}  {'đạt ' if row['ok'] else 'LỖI '}  {row['rows']:>7}  {row['title']}"
            )
            for problem in row["problems"]:
                self.stdout.write(f"         – {problem}")
