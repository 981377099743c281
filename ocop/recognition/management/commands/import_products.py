"""`ocop import products FILE`: published recognitions into the history."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ocop.core.acting import system
from ocop.core.clock import now, today
from ocop.core.errors import RuleBroken
from ocop.recognition.actions.history import Outcome, import_products
from ocop.recognition.imports.rows import read_file

WORDS = {
    "imported": "đã nhập",
    "unchanged": "không đổi",
    "review": "đã nhập, cần người xem lại",
    "refused": "không nhập",
}


class Command(BaseCommand):
    help = "Nhập danh sách sản phẩm đã công bố (CSV hoặc Excel) thành lịch sử công nhận."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, file: Path, as_json: bool, dry_run: bool, **options: Any) -> None:
        if not file.is_file():
            self.stderr.write(f"Không tìm thấy tệp {file}.")
            raise SystemExit(2)
        try:
            outcomes = import_products(rows=read_file(file), by=system(today()), at=now(), dry_run=dry_run)
        except RuleBroken as refusal:
            self.stderr.write(refusal.sentence)
            raise SystemExit(1) from None
        report = summary(outcomes)
        self.stdout.write(json.dumps(report, ensure_ascii=False) if as_json else in_words(report, dry_run))
        if report["refused"]:
            raise SystemExit(1)


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    counts = {name: sum(one.outcome == name for one in outcomes) for name in WORDS}
    details = [
        {"row": one.row, "outcome": one.outcome, "reason": one.reason} for one in outcomes if one.reason
    ]
    return {"rows": len(outcomes), **counts, "details": details}


def in_words(report: dict[str, Any], dry_run: bool) -> str:
    lines = [f"{report['rows']} dòng" + (" (chạy thử, chưa ghi gì)" if dry_run else "")]
    lines += [f"  {words}: {report[name]}" for name, words in WORDS.items()]
    lines += [
        f"  dòng {one['row']}: {one['reason']}" for one in report["details"] if one["outcome"] == "refused"
    ]
    return "\n".join(lines)
