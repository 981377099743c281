"""What is asked at a visit: the checklist of the product's criteria set, or only what concerns the mark."""

from ocop.rulebook.oversight import Item, read_oversight
from ocop.supervision.models import Visit


def checklist(visit: Visit) -> list[Item]:
    return read_oversight().checklist(visit.product.criteria_set_number, mark_only=visit.mark_only)
