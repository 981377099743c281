"""A small map for tests: the real keys and names of a few units, so that nothing has to load all 14,150."""

from datetime import date

from ocop.core.text import sort_key
from ocop.places.models import Succession, Unit
from ocop.places.names import name_key

NEW, OLD = date(2025, 7, 1), date(2008, 8, 1)
OLD_END = date(2025, 6, 30)

# key, level, kind, name, parent
ROWS = [
    ("VN", "nation", "nước", "Việt Nam", ""),
    ("01", "province", "thành phố", "Hà Nội", "VN"),
    ("04", "province", "tỉnh", "Cao Bằng", "VN"),
    ("00004", "commune", "phường", "Ba Đình", "01"),
    ("09556", "commune", "phường", "Hà Đông", "01"),
    ("10117", "commune", "phường", "Kiến Hưng", "01"),
    ("01273", "commune", "phường", "Thục Phán", "04"),
    ("01290", "commune", "xã", "Bảo Lâm", "04"),
    ("2025-P01", "province", "thành phố", "Hà Nội", "VN"),
    ("2025-D268", "district", "quận", "Hà Đông", "2025-P01"),
    ("2025-C09538", "commune", "phường", "Quang Trung", "2025-D268"),
    ("2025-C09556", "commune", "phường", "Hà Cầu", "2025-D268"),
]
LINKS = [
    ("2025-P01", "01", True),
    ("2025-C09538", "09556", False),
    ("2025-C09538", "10117", False),
    ("2025-C09556", "09556", True),
]


def make_units() -> dict[str, Unit]:
    """The nation, Hà Nội with three communes, Cao Bằng with two, and a former district; by key. Safe to call again."""
    units: dict[str, Unit] = {}
    for key, level, kind, name, parent in ROWS:
        units[key] = make_unit(key, level=level, kind=kind, name=name, parent=units.get(parent))
    for old, new, whole in LINKS:
        Succession.objects.get_or_create(old=units[old], new=units[new], defaults={"whole": whole})
    return units


def make_unit(
    key: str,
    *,
    name: str,
    parent: Unit | None = None,
    level: str = "commune",
    kind: str = "xã",
    **fields: object,
) -> Unit:
    """One unit with its derived columns, former when its key begins with 2025-."""
    former = key.startswith("2025-")
    full = f"{kind.capitalize()} {name}" if level != "nation" else name
    above = (
        parent.address
        if parent and parent.level not in ("nation", "province")
        else parent.name
        if parent
        else ""
    )
    above = "" if parent is None or parent.level == "nation" else above
    values: dict[str, object] = {
        "code": key.removeprefix("2025-").lstrip("PDC"),
        "level": level,
        "kind": kind,
        "name": name,
        "full_name": full,
        "parent": parent,
        "province_key": key if level == "province" else parent.province_key if parent else "",
        "address": f"{full}, {above}" if above else full,
        "valid_from": OLD if former else NEW,
        "valid_to": OLD_END if former else None,
        "name_key": name_key(name),
        "search_key": f"|{name_key(name)}{parent.search_key if parent and parent.level != 'nation' else '|'}",
        "sort_key": sort_key(name),
        **fields,
    }
    return Unit.objects.get_or_create(key=key, defaults=values)[0]
