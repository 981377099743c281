from django.urls import path

from ocop.registry.views import checking, product, register

app_name = "registry"
urlpatterns = [
    path("san-pham/", register.product_list, name="list"),
    path("san-pham/<slug:code>/", product.product_page, name="product"),
    path("kiem-tra/", checking.check_form, name="check-form"),
    path("kiem-tra/<slug:token>/", checking.check, name="check"),
]
