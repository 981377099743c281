"""`ocop bundle CERTIFICATE --out FILE`: the evidence bundle, by number or token. Whoever runs it holds the data anyway."""

import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db.models import Q

from ocop.core.clock import now
from ocop.transparency.bundling import EDITIONS, make_bundle
from ocop.transparency.queries.certificates import certificates


class Command(BaseCommand):
    help = "Xuất gói bằng chứng của một giấy chứng nhận (kiểm tra bằng “ocop verify”)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("certificate", help="số giấy chứng nhận, hoặc mã của giấy")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument(
            "--edition", choices=EDITIONS, default="office", help="bản công khai, chủ thể, cơ quan"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked = options["certificate"]
        found = certificates().filter(Q(number_text=asked) | Q(token=asked.upper())).first()
        if found is None:
            self.stderr.write(f"Không có giấy chứng nhận {asked!r}.")
            sys.exit(1)
        content = make_bundle(found, options["edition"], at=now(), may_read=lambda file: file.is_checked)
        options["out"].write_bytes(content)
        self.stderr.write(f"Đã ghi {options['out']} ({len(content)} byte).")
