"""Where offices find reports of misuse, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.supervision.models import Advice, Case, Finding, Visit


def install() -> None:
    nav.register(
        nav.NavItem(
            "Báo vi phạm", "supervision:cases", "exclamation-triangle", 75, (P.MISUSE_HANDLE, P.INSPECT)
        )
    )
    nav.register(
        nav.NavItem(
            "Kiểm tra", "supervision:visits", "clipboard-check", 74, (P.INSPECT, P.SUPERVISE, P.PRODUCT_EDIT)
        )
    )
    nav.register(nav.NavItem("Báo cáo định kỳ", "supervision:periodic", "graph-up", 76, (P.PERIODIC_REPORT,)))
    nav.register(nav.NavItem("Kỳ báo cáo", "supervision:periods", "graph-up", 76, (P.SUPERVISE,)))
    nav.register_work(waiting)
    nav.register_work(to_inspect)
    nav.register_work(to_mend)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """New cases of the own unit."""
    if not acting.may(P.MISUSE_HANDLE) or acting.unit is None:
        return []
    count = Case.objects.filter(unit=acting.unit, state="received").count()
    url = f"{reverse('supervision:cases')}?tinh_trang=received"
    return [nav.WorkItem("Tin báo vi phạm mới", count, url, "warning")] if count else []


def to_inspect(acting: Acting) -> list[nav.WorkItem]:
    """Visits that can be started, for inspectors; advice that waits, for the office that issued."""
    if acting.unit is None:
        return []
    if acting.may(P.INSPECT):
        open_ = Visit.objects.filter(unit=acting.unit, state="planned").exclude(plan__state="draft").count()
        url = f"{reverse('supervision:visits')}?tinh_trang=planned"
        return [nav.WorkItem("Cuộc kiểm tra chưa làm", open_, url)] if open_ else []
    if acting.may(P.CERTIFICATE_REVOKE):
        given = Advice.objects.filter(certificate__unit=acting.unit, state="given").count()
        url = reverse("supervision:advices")
        return [nav.WorkItem("Kiến nghị chờ xem", given, url, "danger")] if given else []
    return []


def to_mend(acting: Acting) -> list[nav.WorkItem]:
    """Faults that wait for this producer, or for an inspector's word."""
    url = reverse("supervision:findings")
    if acting.party_id and acting.may(P.PRODUCT_EDIT):
        count = Finding.objects.filter(product__producer_id=acting.party_id, state="open").count()
        return (
            [nav.WorkItem("Lỗi cần khắc phục", count, f"{url}?tinh_trang=open", "warning")] if count else []
        )
    if acting.unit and acting.may(P.INSPECT):
        count = Finding.objects.filter(visit__unit=acting.unit, state="answered").count()
        return [nav.WorkItem("Khắc phục chờ xác nhận", count, f"{url}?tinh_trang=answered")] if count else []
    return []
