"""Who may see whose marks. The one place that says it; pages, exports and papers all ask here (I05, I07).

A mark is open to its own member always; to the council's other members, chair and secretary once all counted sheets
of the product are in; to the offices of the unit once the session is locked; to a member in conflict never.
"""

from django.db.models import QuerySet

from ocop.core.acting import Acting
from ocop.core.permissions import Permission, Role
from ocop.evaluation.enums import REVEALED
from ocop.evaluation.models import Conflict, Item, Session
from ocop.evaluation.models.session import OFFICES

COUNCIL = frozenset({Role.MEMBER, Role.CHAIR, Role.SECRETARY})


def conflicted_items(session: Session, acting: Acting) -> set[int]:
    """Products this person takes no part in."""
    if acting.person is None:
        return set()
    pairs = Conflict.objects.counting().filter(item__session=session, seat__person=acting.person)
    return set(pairs.values_list("item_id", flat=True))


def items_open_to(session: Session, acting: Acting) -> QuerySet[Item]:
    """The agenda as this person sees it: products in conflict are not there at all."""
    return session.items.exclude(pk__in=conflicted_items(session, acting))


def revealed_items(session: Session, acting: Acting) -> QuerySet[Item]:
    """Products whose counted marks this person may see now."""
    if acting.role in COUNCIL:
        return items_open_to(session, acting).filter(state__in=REVEALED)
    if acting.role in OFFICES and acting.may(Permission.RESULT_VIEW) and session.locked:
        return session.items.filter(state="settled")
    return session.items.none()


def may_see_marks(item: Item, acting: Acting) -> bool:
    return revealed_items(item.session, acting).filter(pk=item.pk).exists()
