"""The inbox: one's own notices, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.guards import get_visible_or_404, signed_in
from ocop.core.paging import keyset_page
from ocop.notify.actions import mark_read
from ocop.notify.models import Notification


@signed_in
def inbox(request: HttpRequest) -> HttpResponse:  # queries: 6
    found = Notification.objects.visible_to(request.acting).prefetch_related("deliveries")  # type: ignore[attr-defined]
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True, size=30)
    return render(
        request, "notify/inbox.html", {"page": page, "unread": any(row.read_at is None for row in page.rows)}
    )


@require_POST
@signed_in
def open_notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark as read and go where it points."""
    notice = get_visible_or_404(Notification, request.acting, public_id=public_id)  # type: ignore[attr-defined]
    mark_read(notices=[str(notice.public_id)], by=request.acting, at=now())  # type: ignore[attr-defined]
    return redirect(notice.url or "notify:inbox")


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(notices=[], by=request.acting, at=now())  # type: ignore[attr-defined]
    return redirect("notify:inbox")
