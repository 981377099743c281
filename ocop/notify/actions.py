"""Writing notices, marking them read, sending what waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.notify import breaker, conf
from ocop.notify.catalogue import message_of
from ocop.notify.channels import Letter, Refused, Unreachable, channel_of
from ocop.notify.enums import PHONE, Channel, DeliveryState
from ocop.notify.models import Attempt, ChannelChoice, Delivery, Notification
from ocop.notify.quiet import allowed_from
from ocop.notify.recipients import people_behind, ways_of
from ocop.notify.wording import without_marks

MOST_ATTEMPTS = 5
LONGEST_SHORT = 160  # signs of one short message
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


def queue_notice(
    key: str, *, to: Any, about: Any, at: datetime, context: Mapping[str, Any]
) -> list[Notification]:
    """One row per person in the caller's transaction; the mails are handed to the task queue after its commit."""
    if not connection.in_atomic_block:
        raise RuntimeError("A notice belongs into the transaction it tells about.")
    message = message_of(key)
    title, text = message.filled(str(about), context)
    url = about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""
    behind = people_behind(to, local_date(at))
    ways = ways_of([person for person, _ in behind], key)
    notices = []
    for person, party in behind:
        notice = Notification.objects.create(
            person=person,
            key=key,
            title=title[:250],
            text=text,
            url=url,
            party=party[:200],
            created_at=at,
            about_type=about._meta.label_lower,
            about_id=str(about.pk),
            values={"about": str(about), **{name: str(value) for name, value in context.items()}},
        )
        for channel, address in ways[person.pk]:
            _plan(notice, channel, address, at)
        notices.append(notice)
    return notices


def _plan(notice: Notification, channel: Channel, address: str, at: datetime) -> None:
    first = allowed_from(at) if channel in PHONE else at
    delivery = Delivery.objects.create(notification=notice, channel=channel, address=address, next_at=first)
    if first <= at:
        _send_after_commit(delivery.pk)


def _send_after_commit(delivery_id: int) -> None:
    from ocop.notify.tasks import deliver

    transaction.on_commit(lambda: deliver.enqueue(delivery_id), robust=True)


def send_delivery(*, delivery: Delivery, at: datetime) -> Delivery:
    """Try once. A dead provider leaves the row waiting with a later time, after five tries it is shown as failed."""
    if delivery.state != DeliveryState.WAITING:
        return delivery
    resting = breaker.open_until(delivery.channel, at)
    if resting:
        return _put_off(delivery, resting)
    error, final = "", False
    try:
        delivery.reference = _send(delivery)
    except Refused as refusal:
        error, final = str(refusal) or "nhà cung cấp từ chối", True
    except Exception as problem:  # whatever an adapter throws must not reach the step that was told about
        error = str(problem) if isinstance(problem, Unreachable) else f"{type(problem).__name__}: {problem}"
        breaker.note_failure(delivery.channel, at, error)
    if not error or final:
        breaker.note_success(delivery.channel)
    return _note_try(delivery, at, error[:200], final)


def _send(delivery: Delivery) -> str:
    adapter = channel_of(delivery.channel)
    if adapter is None:
        raise Refused("kênh này không còn dùng")
    return adapter.send(letter_of(delivery))


def _put_off(delivery: Delivery, until: datetime) -> Delivery:
    """The provider is left alone for now; this is no try."""
    delivery.next_at = until
    delivery.save(update_fields=["next_at"])
    return delivery


def _note_try(delivery: Delivery, at: datetime, error: str, final: bool) -> Delivery:
    delivery.attempts += 1
    Attempt.objects.create(delivery=delivery, at=at, ok=not error, error=error)
    delivery.error = error
    if not error:
        delivery.state, delivery.sent_at = DeliveryState.SENT, at
    elif final or delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
    else:
        delivery.next_at = at + PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
    delivery.save(update_fields=["attempts", "state", "next_at", "sent_at", "error", "reference"])
    return delivery


def send_waiting(*, at: datetime, limit: int = 200, overdue: timedelta = timedelta(0)) -> int:
    """Everything whose time has come: retries, and what a killed worker left. Safe to run twice.

    `overdue` leaves alone what another worker has most likely in hand.
    """
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=at - overdue).select_related(
        "notification"
    )
    sent = [send_delivery(delivery=delivery, at=at) for delivery in due.order_by("next_at")[:limit]]
    return sum(delivery.state == DeliveryState.SENT for delivery in sent)


def letter_of(delivery: Delivery) -> Letter:
    """Telephones get one plain line without marks, as providers of short messages take it."""
    notice = delivery.notification
    url = f"{settings.OCOP_PUBLIC_URL}{notice.url}" if notice.url else ""
    phone = delivery.channel in PHONE
    return Letter(
        id=str(notice.public_id),
        to=delivery.address,
        key=notice.key,
        subject=notice.title,
        text=without_marks(f"OCOP: {notice.title}")[:LONGEST_SHORT] if phone else notice.text,
        url=url,
        party=notice.party,
        template=conf.template_of(delivery.channel, notice.key) or "" if phone else "",
        values=notice.values,
    )


@transaction.atomic
def choose_channels(*, allowed: set[str], by: Acting, at: datetime) -> None:
    """One's own channels; a withdrawn consent also stops what still waits on that channel."""
    assert by.person is not None
    for channel in Channel:
        ChannelChoice.objects.update_or_create(
            person=by.person, channel=channel, defaults={"allowed": channel in allowed, "at": at}
        )
    waiting = Delivery.objects.filter(notification__person=by.person, state=DeliveryState.WAITING)
    waiting.exclude(channel__in=allowed).update(
        state=DeliveryState.FAILED, error="Người nhận đã tắt kênh này"
    )
    record("person.channels", about=by.person, by=by, at=at, data={"allowed": sorted(allowed)})


@transaction.atomic
def mark_read(*, notices: list[str], by: Acting, at: datetime) -> int:
    """One's own notices; an empty list means all. A reading mark is no change of a record and leaves no event."""
    mine = Notification.objects.visible_to(by).unread()
    return (mine.filter(public_id__in=notices) if notices else mine).update(read_at=at)
