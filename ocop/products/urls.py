from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.products.importing import ProductImporter
from ocop.products.views import describing as views
from ocop.products.views import selling

app_name = "products"
urlpatterns = [
    path("san-pham/", views.listing, name="list"),
    path("san-pham/them/", views.add, name="add-own"),
    *intake_urls(
        ProductImporter, P.RECORDS_IMPORT, at="san-pham/nhap-excel/", back=("producers:list", "Chủ thể")
    ),
    path("chu-the/<slug:code>/san-pham/them/", views.add, name="add"),
    path("tim-bo-tieu-chi/", views.find_set, name="find-set"),
    path("san-pham/<slug:code>/", views.product_page, name="product"),
    path("san-pham/<slug:code>/sua/", views.edit, name="edit"),
    path("san-pham/<slug:code>/bo-tieu-chi/", views.choose_set, name="choose-set"),
    path("san-pham/<slug:code>/anh/", views.add_photos, name="photos"),
    path("san-pham/<slug:code>/noi-ban/", selling.outlets, name="outlets"),
    path("san-pham/<slug:code>/noi-ban/<int:pk>/bo/", selling.remove_outlet, name="outlet-remove"),
    path("san-pham/<slug:code>/cong-khai/", selling.show_uncertified, name="show-uncertified"),
    path("san-pham/<slug:code>/anh/<int:pk>/<slug:what>/", views.change_photo, name="photo"),
]
