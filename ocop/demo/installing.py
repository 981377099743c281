"""Building the demo world into this installation: once, as a whole, and never over real data."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from ocop.accounts.models import User
from ocop.api.actions.feed import tell_all
from ocop.core.acting import system
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.demo.building import build
from ocop.demo.days import Days
from ocop.demo.models import DemoBuild
from ocop.notify.actions import send_waiting
from ocop.programme.queries import holidays
from ocop.recognition.actions.history import import_products
from ocop.transparency.publishing import publish_log

HISTORY = Path(settings.BASE_DIR) / "reference" / "history" / "products.csv"
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
Tell = Callable[[str], None]


def check_may_build() -> None:
    """Only in demo mode, and only where nobody real has an account yet."""
    if not settings.OCOP_DEMO:
        raise RuleBroken(
            "Dữ liệu thử chỉ dựng được khi đặt OCOP_DEMO=1. Không đặt biến này ở nơi làm việc thật.",
            code="demo.off",
        )
    if not DemoBuild.objects.exists() and User.objects.filter(is_demo=False).exists():
        raise RuleBroken(
            "Cơ sở dữ liệu này đã có người dùng thật nên không dựng dữ liệu thử vào được. Hãy dùng thư mục dữ liệu khác: OCOP_DATA=<thư mục>.",
            code="demo.real_data",
        )


def is_built() -> bool:
    return DemoBuild.objects.exists()


def install(*, at: datetime, tell: Tell) -> DemoBuild:
    """Published history first, then the world in one transaction: cut off in the middle, the next run begins it anew."""
    check_may_build()
    tell("Công nhận đã công bố")
    import_history(at=at)
    settings.EMAIL_BACKEND = NO_MAIL  # this process only: nobody is mailed about an invented past
    with transaction.atomic():
        world = build(Days(local_date(at), holidays()), tell)
        _settle_mail(at)
        tell_all(at=at)
        made = DemoBuild.objects.create(today=world.days.today, built_at=at)
    publish_log(at=at, whole=True)
    return made


def import_history(*, at: datetime) -> int:
    """The published rows, each with its source. The same rows again change nothing."""
    with HISTORY.open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.DictReader(file), start=2))
    return len(import_products(rows=rows, by=system(local_date(at)), at=at))


def _settle_mail(at: datetime) -> None:
    """The notices stand in everybody's list; their mails count as sent and leave no task for the worker."""
    while send_waiting(at=at):
        pass
    connection.run_on_commit = []
