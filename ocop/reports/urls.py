from django.urls import path

from ocop.reports.views import making, templates

app_name = "reports"
urlpatterns = [
    path("bao-cao/", making.index, name="index"),
    path("bao-cao/da-lap/<str:code>/", making.made, name="made"),
    path("bao-cao/<slug:key>/", making.prepare, name="prepare"),
    path("bao-cao/<slug:key>/lap/", making.make, name="make"),
    path("bao-cao/<slug:key>/mau/", templates.templates, name="templates"),
    path("bao-cao/<slug:key>/mau/chuan/", templates.standard, name="template-standard"),
    path("bao-cao/<slug:key>/mau/chon/", templates.choose, name="template-choose"),
    path("bao-cao/<slug:key>/mau/<int:version>/xem-thu/", templates.preview, name="template-preview"),
]
