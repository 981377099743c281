from django.urls import path

from ocop.boundaries import views
from ocop.boundaries.importing import BoundaryImporter
from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls

app_name = "boundaries"
urlpatterns = [
    path("dia-gioi/", views.changes, name="changes"),
    *intake_urls(
        BoundaryImporter, P.BOUNDARY_APPLY, at="dia-gioi/nhap-excel/", back=("boundaries:changes", "Địa giới")
    ),
    path("dia-gioi/can-xem/<str:key>/", views.waiting, name="waiting"),
]
