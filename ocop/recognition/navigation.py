"""Where decisions are found, the result as a tab of the dossier, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.recognition.models import Decision, ReviewTask
from ocop.recognition.queries.results import DECIDED


def install() -> None:
    nav.register(nav.NavItem("Quyết định", "recognition:decisions", "patch-check", 60, (P.DECISION_VIEW,)))
    nav.register(
        nav.NavItem(
            "Giấy chứng nhận",
            "recognition:certificates",
            "award",
            65,
            (P.DECISION_VIEW, P.INSPECT, P.PRODUCER_EDIT),
        )
    )
    nav.register(
        nav.NavItem("Đề nghị thu hồi", "recognition:revocations", "slash-circle", 70, (P.CERTIFICATE_REVOKE,))
    )
    nav.register(
        nav.NavItem("Dữ liệu cũ cần xem", "recognition:reviews", "question-circle", 90, (P.HISTORY_REVIEW,))
    )
    nav.register_tab(
        nav.Tab(
            "dossier",
            "Kết quả",
            80,
            lambda one: reverse("recognition:office-result", args=[one.code]),
            _office_reads,
        )
    )
    nav.register_tab(
        nav.Tab(
            "dossier",
            "Kết quả",
            80,
            lambda one: reverse("recognition:result", args=[one.code]),
            _producer_reads,
        )
    )
    nav.register_work(waiting)


def _office_reads(dossier: object, acting: Acting) -> bool:
    return acting.may(P.RESULT_VIEW) and dossier.state in ("rated", *DECIDED)  # type: ignore[attr-defined]


def _producer_reads(dossier: object, acting: Acting) -> bool:
    return bool(acting.party_id) and dossier.state in DECIDED  # type: ignore[attr-defined]


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Decisions to sign or publish, and questions about old records."""
    items = []
    if acting.may(P.DECISION_SIGN):
        count = Decision.objects.visible_to(acting).filter(state="for_signature").count()
        items.append(nav.WorkItem("Quyết định chờ ký", count, reverse("recognition:signing"), "warning"))
    if acting.may(P.DECISION_PUBLISH):
        count = Decision.objects.visible_to(acting).filter(state="signed").count()
        items.append(
            nav.WorkItem(
                "Quyết định đã ký, chờ công bố",
                count,
                f"{reverse('recognition:decisions')}?tinh_trang=signed",
                "warning",
            )
        )
    if acting.may(P.HISTORY_REVIEW):
        count = ReviewTask.objects.visible_to(acting).open().count()
        items.append(nav.WorkItem("Dữ liệu cũ cần xem lại", count, reverse("recognition:reviews")))
    return [item for item in items if item.count]
