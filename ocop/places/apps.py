from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "ocop.places"
    label = "places"
    verbose_name = "Đơn vị hành chính"

    def ready(self) -> None:
        from ocop.core import checks_registry, loading
        from ocop.places.actions import load_units
        from ocop.places.checks import units_consistent

        loading.register("units", load_units, order=10, title="Đơn vị hành chính")
        checks_registry.register("I15", "Đơn vị cũ và mới nối với nhau đầy đủ", units_consistent)
