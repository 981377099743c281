"""Who may see whose marks. The one place that says it; pages, exports and papers all ask here (I05, I07).

A mark is open to its own member always; to the council's other members, chair and secretary once all counted sheets
of the product are in; to the offices of the unit once the session is locked; to a member in conflict never.
"""

from django.db.models import Exists, OuterRef, QuerySet

from ocop.core.acting import Acting
from ocop.core.permissions import Permission, Role
from ocop.evaluation.enums import REVEALED
from ocop.evaluation.models import Conflict, Item, Session
from ocop.evaluation.models.session import OFFICES

COUNCIL = frozenset({Role.MEMBER, Role.CHAIR, Role.SECRETARY})


def items_open_to(session: Session, acting: Acting) -> QuerySet[Item]:
    """The agenda as this person sees it: products in conflict are not there at all."""
    conflict = Conflict.objects.counting().filter(item=OuterRef("pk"), seat__person=acting.person)
    return session.items.filter(~Exists(conflict))


def revealed_states(session: Session, acting: Acting) -> tuple[str, ...]:
    """In which states of a product this person sees its counted marks."""
    if acting.role in COUNCIL:
        return REVEALED
    if acting.role in OFFICES and acting.may(Permission.RESULT_VIEW) and session.locked:
        return ("settled",)
    return ()


def revealed_items(session: Session, acting: Acting) -> QuerySet[Item]:
    """Products whose counted marks this person may see now."""
    return items_open_to(session, acting).filter(state__in=revealed_states(session, acting))


def may_see_marks(item: Item, acting: Acting) -> bool:
    return revealed_items(item.session, acting).filter(pk=item.pk).exists()
