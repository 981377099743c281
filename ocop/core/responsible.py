"""Records that a unit answers for. Apps register theirs; when the map changes, `ocop.boundaries` hands them over.

    register(Holder("products.Product", "sản phẩm", owner="producer"))      # in AppConfig.ready()

Every record has exactly one responsible unit today: the unit of its column, or, while a person has yet to decide after a
split, the province of the unit that ended.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.dispatch import Signal

records_moved = (
    Signal()
)  # sender: model; kwargs: pks, old, new, at – inside the transaction, after the records were written


@dataclass(frozen=True)
class Holder:
    """`unit`: the column of the responsible unit. `owner`: a column whose record, when it lies in the same unit, is decided
    for both (a product goes where its producer goes). `wording`: a text column that keeps the former place in words. `keys`: it keeps the
    keys of the map of today beside the column (`now_province`, `now_unit`), see `places.placed`."""

    model: str
    noun: str
    unit: str = "unit"
    owner: str = ""
    wording: str = ""
    keys: bool = False

    @property
    def objects(self) -> Any:
        return apps.get_model(self.model)._default_manager

    def of(self, unit: Any) -> QuerySet:
        return self.objects.filter(**{self.unit: unit})

    @property
    def owner_model(self) -> str:
        model = apps.get_model(self.model)
        return model._meta.get_field(self.owner).related_model._meta.label if self.owner else ""


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    _holders[holder.model] = holder


def holders() -> list[Holder]:
    return list(_holders.values())


def holder_of(model: str) -> Holder:
    return _holders[model]
