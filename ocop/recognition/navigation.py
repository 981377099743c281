"""Where decisions are found, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.recognition.models import Decision, ReviewTask


def install() -> None:
    nav.register(nav.NavItem("Quyết định", "recognition:decisions", "patch-check", 60, (P.DECISION_VIEW,)))
    nav.register(nav.NavItem("Giấy chứng nhận", "recognition:certificates", "award", 65, (P.DECISION_VIEW, P.INSPECT)))
    nav.register(nav.NavItem("Dữ liệu cũ cần xem", "recognition:reviews", "question-circle", 90, (P.HISTORY_REVIEW,)))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Decisions to sign or publish, and questions about old records."""
    items = []
    state = "for_signature" if acting.may(P.DECISION_SIGN) else "signed" if acting.may(P.DECISION_PUBLISH) else ""
    if state:
        count = Decision.objects.visible_to(acting).filter(state=state).count()
        label = "Quyết định chờ ký" if state == "for_signature" else "Quyết định đã ký, chờ công bố"
        items.append(nav.WorkItem(label, count, f"{reverse('recognition:decisions')}?tinh_trang={state}", "warning"))
    if acting.may(P.HISTORY_REVIEW):
        count = ReviewTask.objects.visible_to(acting).open().count()
        items.append(nav.WorkItem("Dữ liệu cũ cần xem lại", count, reverse("recognition:reviews")))
    return [item for item in items if item.count]
