"""Where offices and producers find courses, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.training.models import Course


def install() -> None:
    nav.register(nav.NavItem("Đào tạo", "training:courses", "people", 62, (P.TRAINING_MANAGE,)))
    nav.register(nav.NavItem("Lớp tập huấn", "training:offered", "people", 62, (P.PRODUCER_EDIT,)))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Courses of the own unit that are over but not closed."""
    if not acting.may(P.TRAINING_MANAGE) or acting.unit is None:
        return []
    count = Course.objects.filter(unit=acting.unit, state="finished").count()
    url = f"{reverse('training:courses')}?tinh_trang=finished"
    return [nav.WorkItem("Lớp đã kết thúc, chờ hoàn tất", count, url)] if count else []
