from django.urls import path

from ocop.places import views

app_name = "places"
urlpatterns = [
    path("", views.search, name="search"),
    path("<str:key>/", views.unit, name="unit"),
]
