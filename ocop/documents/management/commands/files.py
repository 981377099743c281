"""`ocop files tidy` removes leftovers of uploads that never finished; `ocop files recheck` scans waiting files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ocop.core import acting
from ocop.core.clock import local_date, now
from ocop.documents.actions import recheck
from ocop.documents.enums import FileState
from ocop.documents.integrity import sweep
from ocop.documents.models import StoredFile


class Command(BaseCommand):
    help = "Dọn tệp thừa (tidy) hoặc kiểm tra lại các tệp đang chờ (recheck)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=["tidy", "recheck"])

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        at = now()
        if task == "tidy":
            self.stdout.write(f"Đã dọn {sweep(at=at)} tệp thừa.")
            return
        by = acting.system(local_date(at))
        waiting = list(StoredFile.objects.filter(state=FileState.PENDING))
        settled = sum(recheck(file=file, by=by, at=at).state != FileState.PENDING for file in waiting)
        self.stdout.write(f"Đã kiểm tra {settled} trên {len(waiting)} tệp đang chờ.")
