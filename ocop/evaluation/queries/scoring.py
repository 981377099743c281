"""A member's own view: the queue of products with the state of one's own sheets, and one sheet."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ocop.core.acting import Acting
from ocop.core.prepared import Prepared
from ocop.evaluation.enums import SeatRole
from ocop.evaluation.models import Conflict, Declaration, Item, Seat, Session, Sheet
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.queries.visibility import items_open_to

# What a member's newest sheet of a product says, in words, with tone and icon.
WORDS = {
    "": ("Chưa mở chấm", "neutral", "hourglass-split"),
    "new": ("Chưa chấm", "warning", "circle"),
    "draft": ("Đang chấm", "info", "pencil"),
    "paper": ("Chờ ông/bà ký xác nhận", "warning", "pencil"),
    "submitted": ("Đã nộp phiếu", "success", "check-circle"),
    "void": ("Không chấm", "neutral", "slash-circle"),
}


@dataclass(frozen=True)
class QueueRow:
    item: Item
    sheet: Sheet | None
    state: str
    done: int
    count: int

    @property
    def open(self) -> bool:
        return self.sheet is not None and self.sheet.state == "draft"


def sessions_of(acting: Acting) -> QuerySet[Session]:
    """Sessions the member takes part in, newest first; those still in preparation are the secretary's matter."""
    sessions = Session.objects.visible_to(acting).exclude(state__in=("preparing", "cancelled"))
    return sessions.select_related("council")


def queue_of(session: Session, seat: Seat, acting: Acting) -> list[QueueRow]:
    """One's own agenda without the products in conflict. Two queries besides the conflicts."""
    items = (
        items_open_to(session, acting)
        .exclude(state="postponed")
        .for_page()
        .select_related("dossier__criteria_set")
    )
    items = items.defer("dossier__criteria_set__tree")
    newest: dict[int, Sheet] = {}
    for sheet in Sheet.objects.filter(item__session=session, seat=seat).order_by("revision"):
        newest[sheet.item_id] = sheet
    return [_row(item, newest.get(item.pk)) for item in items]


def _row(item: Item, sheet: Sheet | None) -> QueueRow:
    count = len(tree(item.dossier.criteria_set).criteria)
    if sheet is None:
        return QueueRow(item, None, "", 0, count)
    state = sheet.state
    if state == "draft":
        state = "paper" if sheet.entered_by_id else "draft" if sheet.choices else "new"
    return QueueRow(item, sheet, state, len(sheet.choices), count)


def own_items(acting: Acting, code: str) -> QuerySet[Item]:
    """The agenda of a session as this member has it: seated, not in conflict, not in preparation. One query, so that
    the scoring page stays cheap; the same rules as `visibility.items_open_to` (a test compares them)."""
    if acting.person is None or acting.unit is None:
        return Item.objects.none()
    return _items_of(acting.person.pk, acting.unit.pk, code)


def _items_of(person: int, unit: int, code: str) -> QuerySet[Item]:
    conflict = Conflict.objects.counting().filter(item=OuterRef("pk"), seat__person=person)
    items = Item.objects.filter(
        session__code=code,
        session__state__in=("declaring", "scoring", "lock_proposed", "locked"),
        session__council__unit=unit,
        session__council__seats__person=person,
        session__council__seats__until_on=None,
        session__council__seats__role__in=(SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER),
    )
    return items.exclude(state="postponed").filter(~Exists(conflict))


NEEDED = (
    "session__council",
    "version",
    "dossier__product",
    "dossier__producer",
    "dossier__unit",
    "dossier__criteria_set",
    "dossier__assessment",
)


# The columns that the scoring page reads; the rest of these nine tables stays where it is.
SHOWN = (
    *(
        "item",
        "seat",
        "revision",
        "choices",
        "notes",
        "marked_at",
        "dossier_sha256",
        "version_no",
        "state",
        "entered_by__full_name",
    ),
    *("item__place", "item__state", "item__session__code", "item__session__name", "item__session__state"),
    *(
        "item__session__council__level",
        "item__version__manifest",
        "item__dossier__code",
        "item__dossier__product__name",
    ),
    *(
        "item__dossier__producer__name",
        "item__dossier__unit__full_name",
        "item__dossier__criteria_set__digest",
    ),
    *(
        "item__dossier__assessment__contents",
        "item__dossier__assessment__proposal",
        "item__dossier__assessment__completed_at",
    ),
)


def own_sheet(acting: Acting, code: str, dossier: str) -> Sheet | None:
    """The member's newest sheet of a product with everything its page names; one query. None without one."""
    if acting.person is None or acting.unit is None or "\x00" in code + dossier:
        return None
    found: Sheet | None = _own_sheet.first(
        person=acting.person.pk, unit=acting.unit.pk, code=code, dossier=dossier
    )
    return found


def _sheet_of(person: int, unit: int, code: str, dossier: str) -> QuerySet[Sheet]:
    conflict = Conflict.objects.counting().filter(item=OuterRef("item"), seat__person=person)
    declared = Declaration.objects.filter(session=OuterRef("item__session"), seat=OuterRef("seat"))
    sheets = Sheet.objects.filter(
        item__session__code=code,
        item__dossier__code=dossier,
        item__session__council__unit=unit,
        seat__person=person,
        seat__until_on=None,
    )
    sheets = (
        sheets.exclude(item__state="postponed").filter(~Exists(conflict)).annotate(declared=Exists(declared))
    )
    sheets = sheets.select_related("entered_by", *(f"item__{name}" for name in NEEDED)).only(*SHOWN)
    return sheets.order_by("-revision")[:1]


_own_sheet = Prepared(_sheet_of, person=int, unit=int, code=str, dossier=str)
_agenda = Prepared(
    lambda person, unit, code: (
        _items_of(person, unit, code).order_by("place", "pk").values_list("dossier__code", flat=True)
    ),
    person=int,
    unit=int,
    code=str,
)


def neighbours(acting: Acting, session: str, code: str) -> dict[str, Any]:
    """Where J and K lead, in the order of the agenda. One query."""
    assert acting.person and acting.unit  # who has a sheet has both
    codes = _agenda.rows(person=acting.person.pk, unit=acting.unit.pk, code=session)
    at = codes.index(code)
    return {
        "number": at + 1,
        "count": len(codes),
        "previous": codes[at - 1] if at else "",
        "next": codes[at + 1] if at + 1 < len(codes) else "",
    }


def next_open(acting: Acting, session: str, after: int) -> str:
    """The next product of the agenda without a sheet handed in, round the corner; empty when all are in."""
    drafts = Sheet.objects.filter(item=OuterRef("pk"), seat__person=acting.person, state="draft")
    rows = (
        own_items(acting, session)
        .filter(Exists(drafts))
        .order_by("place", "pk")
        .values_list("place", "dossier__code")
    )
    codes = sorted(rows, key=lambda row: (row[0] <= after, row[0]))
    return codes[0][1] if codes else ""
