from django.urls import path

from ocop.reports import template_views, views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.index, name="index"),
    path("bao-cao/da-lap/<str:code>/", views.made, name="made"),
    path("bao-cao/<slug:key>/", views.prepare, name="prepare"),
    path("bao-cao/<slug:key>/lap/", views.make, name="make"),
    path("bao-cao/<slug:key>/mau/", template_views.templates, name="templates"),
    path("bao-cao/<slug:key>/mau/chuan/", template_views.standard, name="template-standard"),
    path("bao-cao/<slug:key>/mau/chon/", template_views.choose, name="template-choose"),
    path("bao-cao/<slug:key>/mau/<int:version>/xem-thu/", template_views.preview, name="template-preview"),
]
