"""`ocop opendata release`: a new release of the open data, now."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ocop.api.actions.releasing import release
from ocop.core.clock import now


class Command(BaseCommand):
    help = "Xuất một bản dữ liệu mở mới (CSV, JSON, JSON-LD của mọi bảng) ngay bây giờ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        made = release(at=now())
        files = made.package["resources"]
        if options["json"]:
            listed = [{key: one[key] for key in ("path", "rows", "bytes", "hash")} for one in files]
            self.stdout.write(json.dumps({"release": made.name, "files": listed}, ensure_ascii=False))
        self.stderr.write(f"Đã xuất bản {made.name}: {len(files)} tệp dữ liệu trong {made.folder}.")
