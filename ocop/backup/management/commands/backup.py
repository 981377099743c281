"""`ocop backup FILE`: database, files and public keys in one checked, signed archive; works while others write."""

import json
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser

from ocop.backup.saving import make_backup
from ocop.core.clock import now
from ocop.core.errors import RuleBroken


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu, tệp và khóa công khai vào một tệp; khôi phục bằng “ocop restore”."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--with-keys", action="store_true", help="kèm khóa riêng, mã hóa bằng câu mật khẩu"
        )
        parser.add_argument("--overwrite", action="store_true", help="ghi đè tệp đã có")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.exists() and not options["overwrite"]:
            self._refuse(f"Đã có tệp {path}. Hãy đặt tên khác, hoặc thêm --overwrite.")
        try:
            manifest = make_backup(path, at=now(), passphrase=passphrase() if options["with_keys"] else "")
        except RuleBroken as refusal:
            self._refuse(refusal.sentence)
        except OSError as error:
            self._refuse(f"Không ghi được {path}: {error.strerror or error}.")
        rows, size = sum(manifest["counts"].values()), path.stat().st_size
        if options["json"]:
            told = {"file": str(path), "bytes": size, "rows": rows, "files": manifest["files"]}
            self.stdout.write(json.dumps({**told, "audit": manifest["audit"], "log": manifest["log"]}))
        else:
            self.stderr.write(f"Đã sao lưu {rows} dòng và {manifest['files']} tệp vào {path} ({size} byte).")
            if not options["with_keys"]:
                self.stderr.write(
                    "Khóa riêng không nằm trong bản này: hãy giữ riêng thư mục keys (docs/backup.md)."
                )

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(1)


def passphrase() -> str:
    """From OCOP_BACKUP_PASSPHRASE, or asked for."""
    return os.environ.get("OCOP_BACKUP_PASSPHRASE") or getpass("Câu mật khẩu cho khóa: ")
