"""`ocop remind`: the watch over ends of term, by hand; the timetable does it every morning."""

from typing import Any

from django.core.management.base import BaseCommand

from ocop.core.clock import now
from ocop.watch.actions import watch_expiry


class Command(BaseCommand):
    help = "Báo chủ thể và xã về công nhận sắp hết hạn; chạy lại không báo hai lần."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{watch_expiry(at=now())}.")
