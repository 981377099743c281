"""`ocop changes tell`: put whatever the feed of changes has not told yet at its end."""

from typing import Any

from django.core.management.base import BaseCommand

from ocop.api.actions.feed import tell_all
from ocop.core.clock import now


class Command(BaseCommand):
    help = "Ghi vào luồng thay đổi công khai mọi điều sổ có mà luồng chưa ghi."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write(f"Đã ghi {tell_all(at=now())} thay đổi.")
