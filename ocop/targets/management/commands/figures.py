"""`ocop figures --rebuild`: facts and kept sums of all figures anew from the registers. Needed after records were written
around the system; otherwise they follow by themselves, and `ocop check` says whether they do (I50, I54)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ocop.core.loading import describe
from ocop.targets.actions.facts import refresh_all
from ocop.targets.actions.tallies import fold


class Command(BaseCommand):
    help = "Dựng lại (--rebuild) hoặc gộp (--fold) các tổng số liệu đang giữ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="đếm lại tất cả từ sổ gốc")
        parser.add_argument("--fold", action="store_true", help="gộp các dòng của cùng nơi, cùng ngày")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["rebuild"] and not options["fold"]:
            raise CommandError("Hãy chọn --rebuild hoặc --fold.", returncode=2)
        if options["rebuild"]:
            self.stdout.write(describe(refresh_all()))
        if options["fold"]:
            self.stdout.write(fold())
