"""`ocop register export`: the public register as open data."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ocop.core.clock import today
from ocop.registry.queries.export import FIELDS, rows


class Command(BaseCommand):
    help = "Xuất sổ đăng ký công khai thành dữ liệu mở (CSV hoặc JSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["csv", "json"], required=True)
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        on = today()
        text = (
            _csv(on)
            if options["format"] == "csv"
            else json.dumps({"as_of": on.isoformat(), "items": list(rows(on))}, ensure_ascii=False, indent=1)
        )
        partial = out.with_name(out.name + ".part")
        partial.write_text(text, encoding="utf-8", newline="")
        partial.replace(out)
        self.stderr.write(f"Đã xuất {out}.")


def _csv(on: Any) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, FIELDS)
    writer.writeheader()
    writer.writerows(rows(on))
    return "\ufeff" + target.getvalue()
