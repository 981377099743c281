"""What the statement that reads a signed-in person tells besides: whether there is anything else to act for at all.

Most people hold appointments or memberships, not both. Whoever reads memberships asks the hint first and spares the
statement that would find nothing. A hint is good for one question, right after the person was read: later in the same
request there may be rows, so it is taken away with the answer.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ocop.accounts.models import User

Rows = Callable[[], "QuerySet[object]"]
_rows: dict[str, Rows] = {}


def register_hint(name: str, rows: Rows) -> None:
    """`rows`: all rows of a model with a foreign key `person`."""
    _rows[_key(name)] = rows


def hints(person: str) -> dict[str, Exists]:
    """Annotations for a queryset whose column `person` is the key of the person."""
    return {key: Exists(rows().filter(person=OuterRef(person)).order_by()) for key, rows in _rows.items()}


def hand_over(row: object, person: User) -> None:
    """From a row that was read together with its person."""
    for key in _rows:
        setattr(person, key, getattr(row, key))


def may_have(person: User, name: str) -> bool:
    """False only when the person was read just now and had none."""
    return bool(take(person, _key(name), True))


def take(person: User, key: str, otherwise: Any) -> Any:
    """What was noted on the person, once. (`request.user` is a wrapper: its `__dict__` is not the person's.)"""
    found = getattr(person, key, otherwise)
    if hasattr(person, key):
        delattr(person, key)
    return found


def _key(name: str) -> str:
    return f"_has_{name}"
