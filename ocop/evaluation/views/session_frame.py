"""What all pages of one session share: head, tabs, and the buttons that the person may press now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse

from ocop.audit.moves import can_move
from ocop.core.acting import Acting
from ocop.core.components import Button, Crumb
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission as P
from ocop.core.states import state_badge
from ocop.evaluation.models import Session
from ocop.evaluation.policies import results, sessions
from ocop.evaluation.queries.roster import roster_of

TABS = (
    ("session", "Tiến độ"),
    ("agenda", "Chương trình"),
    ("members", "Thành viên, xung đột"),
    ("table", "Bảng tổng hợp"),
    ("minutes", "Biên bản, tài liệu"),
)
NEXT_STEP = {"preparing": "convene", "declaring": "open", "scoring": "propose_lock", "lock_proposed": "lock"}


def frame(session: Session, acting: Acting, active: str, *, at: datetime) -> dict[str, Any]:
    """Head of the page. Members come here only for the table."""
    tabs = TABS if acting.may(P.SESSION_RUN) else tuple(tab for tab in TABS if tab[0] in ("table", "minutes"))
    if not acting.may(P.SESSION_RUN) and not acting.may(P.RESULT_VIEW):
        tabs = tuple(tab for tab in TABS if tab[0] == "table")
    return {
        "session": session,
        "badge": state_badge(session),
        "tabs": [
            {
                "label": label,
                "url": reverse(f"evaluation:{name}", args=[session.code]),
                "active": name == active,
                "count": None,
            }
            for name, label in tabs
        ],
        "crumbs": [Crumb("Phiên họp", reverse("evaluation:sessions"))]
        if acting.may(P.SESSION_RUN) or acting.may(P.RESULT_VIEW)
        else [
            Crumb("Chấm điểm", reverse("evaluation:scoring")),
            Crumb(session.name, reverse("evaluation:queue", args=[session.code])),
        ],
    }


def why_not(check: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """The refusal with its first reasons, short enough to stand beside a button; empty when allowed."""
    try:
        check(*args, **kwargs)
    except RuleBroken as refusal:
        more = len(refusal.details) - 2
        reasons = " ".join(refusal.details[:2]) + (f" Và {more} lý do nữa." if more > 0 else "")
        return f"{refusal.sentence} {reasons}".strip()
    return ""


def buttons(session: Session, acting: Acting, *, at: datetime) -> list[Button]:
    """The one step forward (with the reason when it is not possible yet) and the quiet ones beside it."""
    if not acting.may(P.SESSION_RUN):
        return []
    checks = {
        "convene": lambda: why_not(sessions.check_can_convene, session, by=acting, at=at),
        "open": lambda: why_not(sessions.check_can_open, session, roster_of(session), by=acting, at=at),
        "propose_lock": lambda: why_not(results.check_can_propose_lock, session, by=acting, at=at),
        "lock": lambda: why_not(results.check_can_lock, session, by=acting, at=at),
    }
    rows = []
    forward = NEXT_STEP.get(session.state)
    if forward:
        rows.append(_button(session, forward, "primary", checks[forward]()))
    for name in ("refuse_lock", "cancel"):
        if can_move(session, name, by=acting):
            rows.append(_button(session, name, "quiet", ""))
    if session.state in ("declaring", "scoring"):
        rows.append(
            Button(
                "Nhắc người chưa xong",
                reverse("evaluation:session-step", args=[session.code, "nhac"]),
                "secondary",
                "bell",
            )
        )
    return rows


STEPS = {
    "convene": ("moi-hop", "Gửi giấy mời, mở khai báo"),
    "open": ("mo-cham", "Mở chấm điểm"),
    "propose_lock": ("de-nghi-khoa", "Đề nghị khóa kết quả"),
    "lock": ("khoa", "Khóa kết quả"),
    "refuse_lock": ("khong-khoa", "Không khóa, chấm tiếp"),
    "cancel": ("huy", "Hủy phiên"),
}


def _button(session: Session, name: str, kind: str, reason: str) -> Button:
    slug, label = STEPS[name]
    return Button(label, reverse("evaluation:session-step", args=[session.code, slug]), kind, reason=reason)
