"""What offices look through: queues, boards, counts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.core.text import fold
from ocop.dossiers.models import Dossier
from ocop.programme.queries import holidays
from ocop.rulebook.calendar import working_days_between


@dataclass(frozen=True)
class Folder:
    """A tab of the queue: the states that wait for the same thing."""

    key: str
    label: str
    states: tuple[str, ...]


COMMUNE = (
    Folder("moi", "Mới nộp", ("submitted",)),
    Folder("dang", "Đang kiểm tra", ("checking",)),
    Folder("tra", "Chờ chủ thể", ("returned", "awaiting_confirmation", "draft")),
    Folder(
        "tinh",
        "Đã đề nghị lên tỉnh",
        (
            "forwarded",
            "received",
            "completing",
            "appraising",
            "appraised",
            "in_round",
            "scoring",
            "rated",
            "sent_up",
            "central_received",
            "central_in_round",
            "central_scoring",
            "central_rated",
            "sent_back",
        ),
    ),
    Folder("xong", "Đã kết thúc", ("recognised", "not_recognised", "disqualified", "withdrawn")),
)
PROVINCE = (
    Folder("moi", "Xã mới đề nghị", ("forwarded",)),
    Folder("dang", "Cần xử lý", ("received", "sent_back")),
    Folder("tu-van", "Ở Tổ tư vấn", ("appraising",)),
    Folder("tra", "Chờ chủ thể", ("completing",)),
    Folder("dot", "Chờ xếp đợt", ("appraised",)),
    Folder("hoi-dong", "Ở hội đồng", ("in_round", "scoring")),
    Folder("ket-qua", "Chờ quyết định", ("rated",)),
    Folder(
        "tren",
        "Ở trung ương",
        ("sent_up", "central_received", "central_in_round", "central_scoring", "central_rated"),
    ),
    Folder("xong", "Đã kết thúc", ("recognised", "not_recognised", "disqualified", "withdrawn")),
)
CENTRE = (
    Folder("moi", "Tỉnh mới trình", ("sent_up",)),
    Folder("dang", "Chờ xếp đợt", ("central_received",)),
    Folder("hoi-dong", "Ở hội đồng", ("central_in_round", "central_scoring")),
    Folder("ket-qua", "Chờ quyết định", ("central_rated",)),
    Folder("xong", "Đã xong", ("recognised", "sent_back")),
)
ADVISER = (
    Folder("dang", "Được giao cho tôi", ("appraising",)),
    Folder("xong", "Đã báo cáo", ("appraised", "in_round", "scoring", "rated")),
)


def folders_for(acting: Acting) -> tuple[Folder, ...]:
    if acting.role == Role.ADVISER:
        return ADVISER
    return {"commune": COMMUNE, "province": PROVINCE, "nation": CENTRE}.get(acting.level, ())


def folder_of(acting: Acting, key: str) -> Folder:
    folders = folders_for(acting)
    return next((f for f in folders if f.key == key), folders[0])


def mine(acting: Acting) -> QuerySet:
    """The dossiers this office (or adviser) works on."""
    dossiers = Dossier.objects.visible_to(acting)
    return dossiers.filter(adviser=acting.person) if acting.role == Role.ADVISER else dossiers


def queue(acting: Acting, *, folder: Folder, text: str = "", kind: str = "") -> QuerySet:
    """Rows of one folder with what the list shows; oldest first is the list's own order."""
    rows = (
        mine(acting)
        .filter(state__in=folder.states)
        .select_related("product", "producer", "unit", "criteria_set", "adviser")
    )
    if kind:
        rows = rows.filter(kind=kind)
    for word in fold(text).split():
        rows = rows.filter(
            Q(product__search_key__contains=word)
            | Q(producer__search_key__contains=word)
            | Q(code__icontains=word)
            | Q(unit__search_key__contains=word)
        )
    return rows


def folder_counts(acting: Acting) -> dict[str, int]:
    """Folder key → number of dossiers, in one query."""
    by_state = dict(mine(acting).values_list("state").annotate(n=Count("pk")).order_by())
    return {f.key: sum(by_state.get(s, 0) for s in f.states) for f in folders_for(acting)}


def days_left(due_on: date | None, today: date) -> int | None:
    """Working days until the deadline; negative when it has passed; None without a deadline."""
    if due_on is None:
        return None
    if due_on >= today:
        return working_days_between(today, due_on, holidays())
    return -working_days_between(due_on, today, holidays())
