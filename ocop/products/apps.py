from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "ocop.products"
    label = "products"
    verbose_name = "Sản phẩm"

    def ready(self) -> None:
        from ocop.core import responsible
        from ocop.products import navigation

        responsible.register(
            responsible.Holder("products.Product", "sản phẩm", owner="producer", wording="place_wording")
        )
        navigation.install()
