from django.urls import path

from ocop.core import views

app_name = "core"
urlpatterns = [
    path("suc-khoe/", views.health, name="health"),
    path("lam-viec/vai-tro/", views.choose_role, name="choose-role"),
]
