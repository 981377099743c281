"""The inbox: one's own notices, newest first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Column
from ocop.core.guards import get_visible_or_404, guard, posted, signed_in
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.notify.actions import choose_channels, mark_read
from ocop.notify.enums import DeliveryState
from ocop.notify.forms import ChannelsForm
from ocop.notify.models import ChannelHealth, Delivery, Notification
from ocop.notify.queries import channels_of

SENT_COLUMNS = [
    Column("Lúc"),
    Column("Kênh"),
    Column("Thông báo"),
    Column("Trạng thái"),
    Column("Lần thử", numeric=True),
    Column("Lý do"),
]


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


@signed_in
def channels(request: HttpRequest) -> HttpResponse:  # queries: 7
    """Which ways one is told; telephones only after the person has agreed."""
    by = request.acting  # type: ignore[attr-defined]
    form = ChannelsForm(posted(request), initial={"allowed": channels_of(by.person)})
    if request.method == "POST" and form.is_valid():
        choose_channels(allowed=set(form.cleaned_data["allowed"]), by=by, at=now())
        messages.success(request, "Đã ghi lựa chọn. Thông báo trong hệ thống luôn có.")
        return redirect("notify:channels")
    return render(request, "notify/channels.html", {"form": form, "phone": by.person.phone})


@guard(Permission.JOB_MANAGE)
def deliveries(request: HttpRequest) -> HttpResponse:  # queries: 7
    """What left the house and what did not, without whom it went to; and how each provider does."""
    found = Delivery.objects.select_related("notification")
    state = request.GET.get("tinh_trang", "")
    if state in DeliveryState.values:
        found = found.filter(state=state)
    page = keyset_page(request, found, key="next_at", kind="moment", descending=True)
    context = {
        "page": page,
        "columns": SENT_COLUMNS,
        "state": state,
        "states": DeliveryState.choices,
        "health": ChannelHealth.objects.order_by("channel"),
        "at": now(),
    }
    return render(request, "notify/deliveries.html", context)
