"""`ocop worker`: background tasks and the timetable in one process; `ocop serve` starts one of these."""

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from ocop.jobs.timetable import keep_running

TIME_TO_STOP = 10.0


class Command(BaseCommand):
    help = "Làm việc nền và việc theo giờ trong một tiến trình; chạy bao nhiêu tiến trình cũng được."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        timetable = threading.Thread(
            target=keep_running, kwargs={"stop": stop.is_set}, name="timetable", daemon=True
        )
        timetable.start()
        try:
            call_command("db_worker", "--queue-name", "*", "--no-reload", verbosity=0)
        finally:
            stop.set()
            timetable.join(TIME_TO_STOP)
