"""The places of the demo world in small, so that nothing has to load all 14,150 units."""

from ocop.demo.cast import BA_VI, BAT_TRANG, LA_BANG, SMALL_PROVINCE
from ocop.places.models import Succession, Unit
from tests.factories.places import make_unit, make_units


def make_demo_units() -> dict[str, Unit]:
    units = make_units()
    units[SMALL_PROVINCE] = make_unit(
        SMALL_PROVINCE, name="Thái Nguyên", level="province", kind="tỉnh", parent=units["VN"]
    )
    units[BAT_TRANG] = make_unit(BAT_TRANG, name="Bát Tràng", parent=units["01"])
    units[BA_VI] = make_unit(BA_VI, name="Ba Vì", parent=units["01"])
    units[LA_BANG] = make_unit(LA_BANG, name="La Bằng", parent=units[SMALL_PROVINCE])
    old = make_unit("2025-P19", name="Thái Nguyên", level="province", kind="tỉnh", parent=units["VN"])
    district = make_unit("2025-D171", name="Đại Từ", level="district", kind="huyện", parent=old)
    commune = make_unit("2025-C05815", name="La Bằng", parent=district)
    for former, today in ((old, units[SMALL_PROVINCE]), (commune, units[LA_BANG])):
        Succession.objects.get_or_create(old=former, new=today, defaults={"whole": True})
    return units
