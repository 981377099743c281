"""Background work of notices."""

from django_tasks import task

from ocop.core.clock import now
from ocop.notify.models import Delivery


@task()
def deliver(delivery_id: int) -> None:
    from ocop.notify.actions import send_delivery

    delivery = Delivery.objects.select_related("notification").filter(pk=delivery_id).first()
    if delivery:
        send_delivery(delivery=delivery, at=now())


@task()
def deliver_waiting() -> None:
    """For the timetable: retries and leftovers."""
    from ocop.notify.actions import send_waiting

    send_waiting(at=now())
