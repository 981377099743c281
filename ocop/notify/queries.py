"""Reads over notices."""

from ocop.core.acting import Acting
from ocop.notify.models import Notification


def unread_count(acting: Acting) -> int:
    """One query; shown beside the bell."""
    return Notification.objects.visible_to(acting).unread().count()
