"""Writing notices, marking them read, sending what waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.notify.catalogue import message_of
from ocop.notify.enums import Channel, DeliveryState
from ocop.notify.models import Delivery, Notification
from ocop.notify.recipients import people_behind

MOST_ATTEMPTS = 5
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


def queue_notice(
    key: str, *, to: Any, about: Any, at: datetime, context: Mapping[str, Any]
) -> list[Notification]:
    """One row per person in the caller's transaction; the mails are handed to the task queue after its commit."""
    if not connection.in_atomic_block:
        raise RuntimeError("A notice belongs into the transaction it tells about.")
    title, text = message_of(key).filled(str(about), context)
    url = about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""
    notices = []
    for person, party in people_behind(to, local_date(at)):
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
        )
        delivery = Delivery.objects.create(
            notification=notice, channel=Channel.EMAIL, address=person.email, next_at=at
        )
        _send_after_commit(delivery.pk)
        notices.append(notice)
    return notices


def _send_after_commit(delivery_id: int) -> None:
    from ocop.notify.tasks import deliver

    transaction.on_commit(lambda: deliver.enqueue(delivery_id), robust=True)


def send_delivery(*, delivery: Delivery, at: datetime) -> Delivery:
    """Try once. A dead provider leaves the row waiting with a later time, after five tries it is shown as failed."""
    if delivery.state != DeliveryState.WAITING:
        return delivery
    delivery.attempts += 1
    try:
        _email(delivery.notification, delivery.address).send()
    except Exception as error:  # whatever the provider throws must not reach the step that was told about
        delivery.error = f"{type(error).__name__}: {error}"[:200]
        gave_up = delivery.attempts >= MOST_ATTEMPTS
        delivery.state = DeliveryState.FAILED if gave_up else DeliveryState.WAITING
        delivery.next_at = at + PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
    else:
        delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, at, ""
    delivery.save(update_fields=["attempts", "state", "next_at", "sent_at", "error"])
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


def _email(notice: Notification, address: str) -> EmailMessage:
    link = f"{settings.OCOP_PUBLIC_URL}{notice.url}" if notice.url else ""
    body = "\n\n".join(
        part for part in (notice.text, link, notice.party and f"Gửi cho: {notice.party}") if part
    )
    headers = {"X-OCOP-Notice": str(notice.public_id), "Message-ID": f"<{notice.public_id}@ocop>"}
    return EmailMessage(subject=f"[OCOP] {notice.title}", body=body, to=[address], headers=headers)


@transaction.atomic
def mark_read(*, notices: list[str], by: Acting, at: datetime) -> int:
    """One's own notices; an empty list means all. A reading mark is no change of a record and leaves no event."""
    mine = Notification.objects.visible_to(by).unread()
    return (mine.filter(public_id__in=notices) if notices else mine).update(read_at=at)
