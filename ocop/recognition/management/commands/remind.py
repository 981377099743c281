"""`ocop remind`: the notices of the day; run once a day by the system's timer."""

from typing import Any

from django.core.management.base import BaseCommand

from ocop.core.clock import now
from ocop.recognition.actions.reminding import remind_expiring


class Command(BaseCommand):
    help = "Nhắc chủ thể có giấy chứng nhận sắp hết hạn. Chạy mỗi ngày một lần; chạy lại không nhắc hai lần."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã nhắc {remind_expiring(at=now())} giấy chứng nhận.")
