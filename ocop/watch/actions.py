"""Telling producers and communes that a recognition ends: each step of each term once, whenever this runs."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from ocop import notify
from ocop.audit import record
from ocop.core.acting import system
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.dossiers.queries.drafts import open_dossier
from ocop.notify import Office
from ocop.registry.models import Entry
from ocop.rulebook.procedures import check_filing, procedure_on
from ocop.rulebook.watch import ENDED, TOLD_AFTER, warn_days
from ocop.watch.models import Warning
from ocop.watch.queries import untold

PORTION = 200


def watch_expiry(*, at: datetime) -> str:
    """Every band between two steps on its own, so that each is a range of the index; a missed day is made up for."""
    on = local_date(at)
    told = 0
    for step, first, last in bands(on):
        while portion := list(untold(on, step, first, last)[:PORTION]):
            told += sum(warn(entry, step=step, at=at) for entry in portion)
    return f"đã báo {told} sản phẩm"


def bands(on: date) -> list[tuple[int, date, date]]:
    """(step, first and last day of the ends that belong to it), the end itself last."""
    found = []
    later = [*warn_days(procedure_on(on))[1:], -1]
    for step, next_step in zip(warn_days(procedure_on(on)), later, strict=True):
        found.append((step, on + timedelta(days=next_step + 1), on + timedelta(days=step)))
    return [*found, (ENDED, on - timedelta(days=TOLD_AFTER), on - timedelta(days=1))]


@transaction.atomic
def warn(entry: Entry, *, step: int, at: datetime) -> bool:
    """One step of one term. False when another process was faster."""
    product = entry.product
    try:
        with transaction.atomic():
            row = Warning.objects.create(product=product, valid_until=entry.valid_until, step=step, at=at)
    except IntegrityError:
        return False
    words = _words(entry, local_date(at))
    key = "product.ended" if step == ENDED else "product.ending"
    told = notify.queue(key, to=product.producer, about=product, at=at, **words)
    row.people = len(told)
    if product.unit is not None and product.unit.level == "commune":
        office = Office(product.unit, Role.COMMUNE_OFFICER)
        here = {**words, "producer": entry.producer_name, "reached": _reached(row.people)}
        notify.queue(f"{key}_here", to=office, about=product, at=at, **here)
    row.save(update_fields=["people"])
    record(
        "product.warned",
        about=product,
        by=system(local_date(at)),
        at=at,
        data={"step": step, "until": str(entry.valid_until), "people": row.people},
    )
    return True


def _words(entry: Entry, on: date) -> dict[str, object]:
    until = entry.valid_until
    assert until is not None
    words: dict[str, object] = {"until": f"{until:%d/%m/%Y}", "how": _how(entry, on)}
    return words if until < on else {**words, "days": (until - on).days}


def _how(entry: Entry, on: date) -> str:
    """What can be done now: the dossier under way, or what may be filed."""
    going = open_dossier(entry.product)
    if going:
        return f"Hồ sơ {going.code} đang mở cho sản phẩm này."
    return check_filing(entry.valid_until, on, procedure_on(on)).sentence  # type: ignore[arg-type]


def _reached(people: int) -> str:
    return (
        f"Đã báo {people} người của chủ thể."
        if people
        else "Chủ thể chưa có tài khoản nào; đề nghị báo trực tiếp."
    )
