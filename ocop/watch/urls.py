from django.urls import path

from ocop.watch import views

app_name = "watch"
urlpatterns = [
    path("sap-het-han/", views.ending, name="ending"),
    path("sap-het-han/bang-excel/", views.export, name="export"),
    path("sap-het-han/<slug:code>/ho-so-moi/", views.renew, name="renew"),
]
