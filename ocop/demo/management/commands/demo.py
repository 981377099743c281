"""`ocop demo`: database, reference data and the demo world; what is there is kept."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ocop.core.clock import now
from ocop.core.errors import RuleBroken
from ocop.demo import installing
from ocop.demo.cast import PASSWORD
from ocop.demo.nation import make_nation
from ocop.demo.panel import demo_accounts


class Command(BaseCommand):
    help = "Dựng dữ liệu thử (chỉ khi OCOP_DEMO=1); chạy lại thì giữ nguyên những gì đang có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="in các tài khoản thử")
        parser.add_argument(
            "--nation",
            nargs="?",
            const=20_000,
            type=int,
            metavar="SỐ",
            help="thêm dữ liệu giả định của cả nước với số sản phẩm này (mặc định 20000), để đo và thử",
        )
        parser.add_argument("--force", action="store_true", help="xóa bản demo đang có rồi dựng lại")

    def handle(
        self, *args: Any, accounts: bool, force: bool, nation: int | None = None, **options: Any
    ) -> None:
        if not settings.OCOP_DEMO:
            raise CommandError(
                "Dữ liệu thử chỉ dựng được khi đặt OCOP_DEMO=1. Không đặt biến này ở nơi làm việc thật."
            )
        if accounts:
            self._print_accounts()
            return
        if force:
            self._clear()
        call_command("init")
        if nation:
            self._make_nation(nation)
            return
        if installing.is_built():
            self.stderr.write("Bản demo đã dựng từ trước; giữ nguyên.")
            return
        start = time.monotonic()
        try:
            installing.install(at=now(), tell=lambda title: self.stderr.write(f"  {title} …"))
        except RuleBroken as refusal:
            raise CommandError(" ".join([refusal.sentence, *refusal.details])) from None
        self.stderr.write(f"Bản demo: xong ({time.monotonic() - start:.1f} s)")

    def _make_nation(self, products: int) -> None:
        """Bulk data beside the demo world, or alone; never among real people."""
        try:
            installing.check_may_build()
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from None
        made = make_nation(products=products, at=now(), tell=lambda text: self.stderr.write(f"  {text}"))
        self.stdout.write(
            f"Đã thêm {made.products} sản phẩm, {made.producers} chủ thể, {made.decisions} quyết định, "
            f"{made.certificates} giấy chứng nhận (giả định)."
        )

    def _clear(self) -> None:
        """Only a demo may be thrown away, and only an embedded one: a server's database is not ours to drop."""
        if connection.vendor != "sqlite":
            raise CommandError(
                "--force chỉ làm được với cơ sở dữ liệu nhúng. Với PostgreSQL, hãy tạo một cơ sở dữ liệu trống rồi chạy lại."
            )
        file = Path(str(connection.settings_dict["NAME"]))
        if not file.exists():
            return
        if "demo_demobuild" not in connection.introspection.table_names() or not installing.is_built():
            raise CommandError(
                "Đây không phải một bản demo đã dựng xong nên không xóa. Hãy tự chọn thư mục dữ liệu khác: OCOP_DATA=<thư mục>."
            )
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)

    def _print_accounts(self) -> None:
        found = demo_accounts()
        if not found:
            raise CommandError("Chưa có bản demo: chạy “ocop demo” trước.")
        self.stdout.write(f"\nTài khoản thử, mật khẩu chung: {PASSWORD}")
        self.stdout.write("Mã lớp thứ hai đổi 30 giây một lần: xem ở trang đầu của bản demo.\n")
        side = ""
        for account in found:
            if account.side != side:
                side = account.side
                self.stdout.write(f"\n{side}")
            self.stdout.write(f"  {account.email:<30} {account.role}, {account.office}")
            self.stdout.write(f"  {'':<30} {account.tries}")
