"""`ocop init`: database, reference data and static files; safe to run again."""

import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

from ocop.core import loading


class Command(BaseCommand):
    help = "Tạo cơ sở dữ liệu và nạp dữ liệu nền; chạy lại không làm thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        self._step("Cơ sở dữ liệu", lambda: call_command("migrate", interactive=False, verbosity=0))
        call_command("createcachetable", verbosity=0)
        for loader in loading.loaders():
            self._step(loader.title, loader.func)
        if not settings.DEBUG and not settings.TESTING:
            self._step("Tệp tĩnh", lambda: call_command("collectstatic", interactive=False, verbosity=0))

    def _step(self, title: str, func: Any) -> None:
        start = time.monotonic()
        result = loading.describe(func())
        self.stderr.write(f"{title}: {result} ({time.monotonic() - start:.1f} s)")
