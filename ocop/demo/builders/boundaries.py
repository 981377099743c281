"""A small list of changes of the map, invented throughout: two invented communes of no real place, a merger and a split, and
producers that exist only here. No real unit ends and no real producer is touched."""

from datetime import date

from ocop.boundaries.actions import Line, NewUnit, apply_lines
from ocop.boundaries.enums import ChangeKind
from ocop.core.text import sort_key
from ocop.demo.world import World
from ocop.places.models import Unit
from ocop.places.names import name_key
from ocop.producers.actions.in_bulk import write_producers
from ocop.producers.models import Producer
from ocop.products.in_bulk import write_products
from ocop.products.models import Product

PAPER = "Danh sách giả định để thử (không phải nghị quyết thật)"
DAY = date(2026, 10, 1)
FORMER = (("MAU01", "Mẫu Giả Định Một"), ("MAU02", "Mẫu Giả Định Hai"))
PROVINCE = "01"


def add_boundaries(world: World) -> None:
    """One invented commune is renamed and takes its records along, another is split and leaves questions."""
    province = world.unit(PROVINCE)
    renamed, divided = (_commune(code, name, province) for code, name in FORMER)
    at = world.days.at(8, 9)
    office = world.by("tw", at)
    for unit, count in ((renamed, 1), (divided, 3)):
        makers = [
            Producer(
                name=f"Hộ kinh doanh giả định {unit.name} {number}",
                legal_form="ho",
                unit=unit,
                address=f"Thôn giả định {number}",
            )
            for number in range(1, count + 1)
        ]
        write_producers(new=makers, changed=(), by=office, at=at, demo=True)
        items = [Product(producer=one, name=f"Sản phẩm giả định của {one.name}"[:200]) for one in makers]
        write_products(new=items, changed=(), by=office, at=at)
    fresh = NewUnit("MAU03", "xã", "Mẫu Giả Định Mới", province)
    parts = (
        NewUnit("MAU04", "xã", "Mẫu Giả Định Bắc", province),
        NewUnit("MAU05", "xã", "Mẫu Giả Định Nam", province),
    )
    lines = [Line(ChangeKind.RENAME, renamed, fresh, PAPER, DAY)]
    lines += [Line(ChangeKind.SPLIT, divided, part, PAPER, DAY) for part in parts]
    apply_lines(lines=lines, by=office, at=at, demo=True)


def _commune(code: str, name: str, province: Unit) -> Unit:
    """An invented commune, said so in its note."""
    full = f"Xã {name}"
    return Unit.objects.create(
        key=code, code=code, level="commune", kind="xã", name=name, full_name=full, parent=province,
        province_key=province.key, address=f"{full}, {province.name}", valid_from=date(2025, 7, 1),
        name_key=name_key(name), search_key=f"|{name_key(name)}|{name_key(province.name)}|", sort_key=sort_key(name),
        note="Đơn vị giả định của bản thử, không có thật.",
    )  # fmt: skip
