"""Background work of notices."""

from datetime import datetime, timedelta

from django_tasks import default_task_backend, task

from ocop.core.clock import now
from ocop.notify.enums import DeliveryState
from ocop.notify.models import Delivery

LEFT_BEHIND = timedelta(minutes=10)


@task()
def deliver(delivery_id: int) -> None:
    """Send one mail; a failed one is planned again, and what a killed worker left behind is taken along."""
    from ocop.notify.actions import send_delivery, send_waiting

    at = now()
    delivery = Delivery.objects.select_related("notification").filter(pk=delivery_id).first()
    if delivery:
        send_delivery(delivery=delivery, at=at)
        plan_again(delivery)
    send_waiting(at=at, limit=20, overdue=LEFT_BEHIND)


def send_waiting_again(*, at: datetime) -> str:
    """Timetable: what is due, retries and what a killed worker left."""
    from ocop.notify.actions import send_waiting

    return f"đã gửi {send_waiting(at=at)}"


def plan_again(delivery: Delivery) -> None:
    """Only where the task backend can wait; elsewhere the next mail takes it along."""
    if delivery.state == DeliveryState.WAITING and default_task_backend.supports_defer:
        deliver.using(run_after=delivery.next_at).enqueue(delivery.pk)
