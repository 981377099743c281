"""`ocop register rebuild`: the public register anew from certificates and published records, or only its index."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ocop.core.clock import local_date, now
from ocop.registry import actions
from ocop.registry.integrity import index_holds_the_rows


class Command(BaseCommand):
    help = "Lập lại sổ đăng ký công khai: từng dòng từ giấy chứng nhận và dữ liệu đã công bố, chỉ mục tìm kiếm, số đếm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--index-only", action="store_true", help="giữ các dòng, chỉ lập lại chỉ mục và số đếm"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at, start = now(), monotonic()
        if options["index_only"]:
            actions.rebuild_index(on=local_date(at))
        else:
            actions.rebuild(at=at, told=self._tell)
        checked = index_holds_the_rows()
        for problem in checked.problems:
            self.stderr.write(f"  – {problem}")
        self.stdout.write(f"Đã lập lại sổ: {checked.rows} dòng, {monotonic() - start:.1f} giây.")
        if checked.problems:
            raise SystemExit(1)

    def _tell(self, done: int, of: int) -> None:
        self.stderr.write(f"  {done}/{of} sản phẩm")
