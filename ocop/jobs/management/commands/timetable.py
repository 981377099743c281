"""`ocop timetable`: what the system does by itself. `ocop serve` keeps it running; cron or systemd may do so too."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ocop.core.clock import now
from ocop.core.timetable import entries
from ocop.jobs.enums import RunStatus
from ocop.jobs.timetable import keep_running, run_due


class Command(BaseCommand):
    help = "Việc hệ thống tự làm theo giờ: run (làm việc đến hạn rồi thôi), keep (chạy mãi), list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["run", "keep", "list"])

    def handle(self, *, what: str, **options: Any) -> None:
        getattr(self, f"_{what}")()

    def _list(self) -> None:
        for entry in entries():
            self.stdout.write(f"{entry.key:32} {entry.when:22} {entry.words}")

    def _run(self) -> None:
        made = run_due(at=now())
        for run in made:
            self.stdout.write(f"{run.key}: {run.get_status_display()} {run.outcome or run.error}".rstrip())
        if any(run.status != RunStatus.DONE for run in made):
            raise SystemExit(1)

    def _keep(self) -> None:
        asked: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda received, frame: asked.append(received))
        keep_running(stop=lambda: bool(asked))
