from django.urls import path

from ocop.reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.index, name="index"),
    path("bao-cao/da-lap/<str:code>/", views.made, name="made"),
    path("bao-cao/<slug:key>/", views.prepare, name="prepare"),
    path("bao-cao/<slug:key>/lap/", views.make, name="make"),
]
