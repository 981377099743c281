"""Integrity checks of the outbox (`ocop check`)."""

from ocop.core.checks_registry import Finding, register
from ocop.notify.enums import DeliveryState
from ocop.notify.models import Delivery


def deliveries_told_as_they_are() -> Finding:
    """Sent ones say when, failed ones say why, none is both (I37)."""
    finding = Finding()
    for row in Delivery.objects.only("pk", "state", "sent_at", "error").iterator():
        finding.rows += 1
        sent, failed = row.state == DeliveryState.SENT, row.state == DeliveryState.FAILED
        if sent != (row.sent_at is not None) or (failed and not row.error):
            finding.problems.append(
                f"Thư số {row.pk}: trạng thái “{row.get_state_display()}” không khớp lúc gửi hoặc lý do."
            )
    return finding


def install() -> None:
    register("I37", "Mỗi thông báo ghi đúng là đã gửi hay chưa", deliveries_told_as_they_are)
