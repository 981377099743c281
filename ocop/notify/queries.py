"""Reads over notices."""

from django.db.models import Count

from ocop.core.acting import Acting
from ocop.core.prepared import Prepared
from ocop.notify.models import Notification

_unread = Prepared(
    lambda person: (
        Notification.objects.filter(person=person)
        .unread()
        .values("person")
        .annotate(count=Count("pk"))
        .values_list("count", flat=True)
    ),
    person=int,
)


def unread_count(acting: Acting) -> int:
    """One query; shown beside the bell."""
    return (_unread.first(person=acting.person.pk) or 0) if acting.person else 0
