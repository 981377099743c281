"""`ocop checkpoint`: sign where the audit chain stands, for keeping elsewhere. Meant for once a day."""

import json
from typing import Any

from django.core.management import BaseCommand, CommandParser

from ocop.audit.actions import make_checkpoint
from ocop.core.clock import now


class Command(BaseCommand):
    help = "Ký mốc của chuỗi nhật ký; in ra để lưu ở nơi khác."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        mark = make_checkpoint(at=now())
        values = {
            "seq": mark.seq,
            "hash": mark.hash,
            "at": mark.at.isoformat(),
            "key": mark.key_id,
            "signature": mark.signature,
        }
        if options["json"]:
            self.stdout.write(json.dumps(values))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in values.items()))
