"""The communes that producers live in and the offices that decide."""

from dataclasses import dataclass

from ocop.places.models import Unit


@dataclass(frozen=True)
class Place:
    """A commune with what names and papers say of it; `office` is the place of its province among all offices."""

    pk: int
    key: str
    name: str
    full_name: str
    address: str
    province: str
    office: int


@dataclass(frozen=True)
class Places:
    communes: tuple[Place, ...]
    offices: tuple[Unit, ...]  # provinces, the nation last

    @classmethod
    def load(cls) -> "Places":
        provinces = list(Unit.objects.current().provinces().order_by("key"))
        number = {unit.key: place for place, unit in enumerate(provinces)}
        communes = tuple(
            Place(
                unit.pk,
                unit.key,
                unit.name,
                unit.full_name,
                unit.address,
                unit.province_key,
                number[unit.province_key],
            )
            for unit in Unit.objects.current().communes().order_by("key")
        )
        if not communes:
            raise LookupError("Chưa có đơn vị hành chính nào. Hãy chạy “ocop init” trước.")
        return cls(communes, (*provinces, Unit.objects.get(key="VN")))
