"""Where the council's people find their work, and what waits for them on the start page."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.core.permissions import Role
from ocop.evaluation.models import Declaration, Session


def register_all() -> None:
    nav.register(nav.NavItem("Chấm điểm", "evaluation:scoring", "pencil", 10, (P.SHEET_WRITE,)))
    nav.register(nav.NavItem("Hội đồng", "evaluation:councils", "people", 40, (P.COUNCIL_MANAGE,)))
    nav.register(
        nav.NavItem("Phiên họp", "evaluation:sessions", "calendar-check", 42, (P.SESSION_RUN, P.RESULT_VIEW))
    )
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """One query per role: the member's open sheets, or the sessions that wait for secretary and chair."""
    items = _for_member(acting) if acting.may(P.SHEET_WRITE) else []
    return items + (_for_runner(acting) if acting.may(P.SESSION_LOCK) else [])


def _for_member(acting: Acting) -> list[nav.WorkItem]:
    declared = Declaration.objects.filter(session=OuterRef("pk"), seat__person=acting.person)
    drafts = Count(
        "items__sheets",
        filter=Q(items__sheets__seat__person=acting.person, items__sheets__state="draft"),
        distinct=True,
    )
    found = Session.objects.visible_to(acting).filter(state__in=("declaring", "scoring"))
    rows = []
    for session in found.annotate(is_declared=Exists(declared), drafts=drafts)[:20]:
        if not session.is_declared:
            url = reverse("evaluation:declare", args=[session.code])
            rows.append(nav.WorkItem("Khai xung đột lợi ích", 1, url, "danger", session.name))
        elif session.drafts:
            url = reverse("evaluation:queue", args=[session.code])
            rows.append(nav.WorkItem("Phiếu chưa nộp", session.drafts, url, "warning", session.name))
    return rows


def _for_runner(acting: Acting) -> list[nav.WorkItem]:
    labels = {
        "preparing": ("Phiên đang chuẩn bị", "info"),
        "declaring": ("Phiên đang khai xung đột", "info"),
        "scoring": ("Phiên đang chấm điểm", "info"),
        "lock_proposed": ("Phiên chờ người thứ hai khóa", "danger"),
    }
    found = Session.objects.visible_to(acting).filter(state__in=labels)
    if acting.role == Role.CHAIR:
        found = found.exclude(state="preparing")
    return [
        nav.WorkItem(labels[one.state][0], 1, one.get_absolute_url(), labels[one.state][1], one.name)
        for one in found[:20]
    ]
