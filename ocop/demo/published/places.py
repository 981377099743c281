"""Districts until 30/6/2025 with the commune that answers for them today."""

from dataclasses import dataclass

from ocop.places.models import Succession, Unit


@dataclass(frozen=True)
class Place:
    """A former district, its wording in a record, and where the record belongs today."""

    district: str
    district_pk: int
    district_words: str
    province: str
    province_words: str
    unit_pk: int
    unit_key: str
    province_now: str

    @property
    def wording(self) -> str:
        return f"{self.district_words}, {self.province_words}"


def former_districts() -> dict[str, list[Place]]:
    """Province of then → its districts that have successors, in the order of their codes."""
    new: dict[int, Unit] = {}
    for link in (
        Succession.objects.filter(old__parent__level="district")
        .select_related("old", "new")
        .order_by("-new__key")
    ):
        new[link.old.parent_id] = link.new  # the smallest key comes last
    found: dict[str, list[Place]] = {}
    for unit in Unit.objects.filter(level="district").select_related("parent").order_by("key"):
        if unit.pk in new and unit.parent:
            today = new[unit.pk]
            words = unit.full_name[0].lower() + unit.full_name[1:]
            place = Place(
                unit.key,
                unit.pk,
                words,
                unit.province_key,
                unit.parent.name,
                today.pk,
                today.key,
                today.province_key,
            )
            found.setdefault(unit.province_key, []).append(place)
    return found
