from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    name = "ocop.boundaries"
    label = "boundaries"
    verbose_name = "Thay đổi địa giới"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.boundaries.checks import one_responsible_unit
        from ocop.boundaries.models import UnitChange
        from ocop.boundaries.queries import open_count
        from ocop.core import nav
        from ocop.core.checks_registry import register
        from ocop.core.immutability import protect
        from ocop.core.permissions import Permission as P

        protect(UnitChange)
        verbs.register(
            {
                "unit.changed": "Thay đổi địa giới đơn vị",
                "record.moved": "Chuyển theo địa giới mới",
                "record.placed": "Xác định đơn vị sau chia tách",
            }
        )
        register("I90", "Mỗi bản ghi có đúng một đơn vị phụ trách hôm nay", one_responsible_unit)
        places = (P.BOUNDARY_APPLY, P.BOUNDARY_REVIEW)
        nav.register(nav.NavItem("Địa giới", "boundaries:changes", "geo-alt", 840, places, count=open_count))
