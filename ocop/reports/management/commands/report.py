"""`ocop report list` and `ocop report KEY`: official reports with every figure and the key of its definition."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ocop.core.clock import today
from ocop.core.errors import RuleBroken
from ocop.reports.catalogue import Asked, find, reports
from ocop.reports.papers import to_json


class Command(BaseCommand):
    help = "Lập báo cáo; “list” liệt kê các báo cáo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="mã báo cáo, hoặc list")
        parser.add_argument("--unit", default="VN", help="mã đơn vị; VN là cả nước")
        parser.add_argument("--period", default="", help="kỳ: 2026-09-30, 2026-Q3, 2026 hoặc 2021-2025")
        parser.add_argument("--format", choices=["json", "md", "xlsx", "docx"], default="json")
        parser.add_argument("--out", type=Path)
        parser.add_argument("--json", action="store_true", help="với list: in JSON")

    def handle(self, *args: Any, key: str, out: Path | None, **options: Any) -> None:
        if key == "list":
            self._list(options["json"])
            return
        report = find(key)
        if report is None:
            known = ", ".join(one.key for one in reports())
            raise CommandError(f"Không có báo cáo “{key}”. Có: {known}.", returncode=2)
        if options["format"] not in report.formats:
            raise CommandError(f"Báo cáo “{key}” có dạng: {', '.join(report.formats)}.", returncode=2)
        if out is None:
            raise CommandError("Cần --out TỆP: nơi ghi báo cáo.", returncode=2)
        asked = Asked(options["unit"], options["period"], today())
        try:
            content = report.build(asked)
        except RuleBroken as refusal:
            usage = refusal.code == "period.kind"
            raise CommandError(refusal.sentence, returncode=2 if usage else 1) from None
        self._write(content, report.writers.get(options["format"], to_json), out)

    def _list(self, as_json: bool) -> None:
        rows = [
            {
                "key": one.key,
                "name": one.words,
                "formats": list(one.formats),
                "levels": list(one.levels),
                "period": one.period,
            }
            for one in reports()
        ]
        if as_json:
            self.stdout.write(json.dumps({"reports": rows}, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['key']:<24} {row['name']} ({', '.join(row['formats'])})")

    def _write(self, content: dict[str, Any], write: Callable[[dict[str, Any]], bytes], out: Path) -> None:
        """The file appears whole or not at all."""
        partial = out.with_name(out.name + ".part")
        try:
            partial.write_bytes(write(content))
            partial.replace(out)
        except OSError as fault:
            raise CommandError(f"Không ghi được {out}: {fault.strerror}.") from fault
        self.stderr.write(f"Đã lập {out}.")
