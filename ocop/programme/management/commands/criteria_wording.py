"""`ocop criteria wording FOLDER`: load the official sentences beside our labels."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ocop.core.acting import system
from ocop.core.clock import local_date, now
from ocop.core.errors import RuleBroken
from ocop.programme.actions import load_wording


class Command(BaseCommand):
    help = "Nạp câu chữ chính thức của các mức điểm từ một gói (ocop-criteria/1) bên cạnh nhãn ngắn của hệ thống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"Không có thư mục {folder}.")
        at = now()
        try:
            counts = load_wording(folder=folder, by=system(local_date(at)), at=at)
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(
            f"{counts['sentences']} câu: thêm {counts['added']}, sửa {counts['changed']}, còn lại giữ nguyên."
        )
