"""`ocop register export`: the public register as open data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ocop.api.actions.releasing import write_file
from ocop.api.opendata.export import Export
from ocop.api.opendata.writers import WRITERS
from ocop.api.tables import PRODUCTS, TABLES
from ocop.core.clock import today


class Command(BaseCommand):
    help = "Xuất sổ đăng ký công khai thành dữ liệu mở (CSV, JSON, JSON-LD hoặc Excel)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=list(WRITERS), required=True, help="dạng tệp")
        parser.add_argument("--out", type=Path, required=True, help="tệp sẽ ghi")
        keys = [table.key for table in TABLES]
        parser.add_argument("--table", choices=keys, default=PRODUCTS.key, help="bảng; mặc định: sản phẩm")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        on = today()
        table = next(one for one in TABLES if one.key == options["table"])
        size, digest = write_file(out, Export(table, options["format"], on))
        self.stderr.write(f"Đã xuất {out}: {size} byte, SHA-256 {digest}.")
