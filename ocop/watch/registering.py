"""What this app tells the registries: its page, its tasks, its messages, its line in the timetable."""

from django.urls import reverse

from ocop.audit import verbs
from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.clock import today
from ocop.core.permissions import Permission as P
from ocop.core.timetable import daily
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "product.ending": Message(
        "{about}: công nhận OCOP còn {days} ngày",
        "Có hiệu lực đến hết {until}. {how}",
        ("days", "until", "how"),
        phone=True,
    ),
    "product.ending_here": Message(
        "{about} của {producer}: công nhận OCOP còn {days} ngày",
        "Có hiệu lực đến hết {until}. {how} {reached}",
        ("days", "until", "how", "producer", "reached"),
    ),
    "product.ended": Message(
        "{about}: công nhận OCOP đã hết hạn",
        "Hết hiệu lực sau ngày {until}. Không dùng nhãn và sao OCOP cho sản phẩm này nữa; sản phẩm đã tự ra khỏi "
        "danh sách bán hàng và hội chợ, trang công khai ghi là đã hết hạn. {how}",
        ("until", "how"),
        phone=True,
    ),
    "product.ended_here": Message(
        "{about} của {producer}: công nhận OCOP đã hết hạn",
        "Hết hiệu lực sau ngày {until}. {how} {reached}",
        ("until", "how", "producer", "reached"),
    ),
}


def install() -> None:
    from ocop.watch.actions import watch_expiry

    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register({"product.warned": "Báo sắp hết hạn công nhận"})
    daily(
        "products.ending",
        at="06:30",
        run=watch_expiry,
        words="Báo chủ thể và xã về công nhận sắp hết hạn, đã hết hạn",
    )
    nav.register(
        nav.NavItem(
            "Sắp hết hạn",
            "watch:ending",
            "clock",
            66,
            (P.DOSSIER_WRITE, P.DOSSIER_CHECK, P.DECISION_VIEW, P.INSPECT),
        )
    )
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """The task of producer and commune: it stays until a dossier is open."""
    from ocop.watch.queries import not_started

    count = not_started(acting, today())
    url = f"{reverse('watch:ending')}?ho_so=chua"
    return [nav.WorkItem("Sản phẩm sắp hết hạn, chưa có hồ sơ mới", count, url, "warning")] if count else []
