from django.urls import path

from ocop.core import gallery

app_name = "gallery"
urlpatterns = [
    path("", gallery.index, name="index"),
    path("<slug:slug>/", gallery.part, name="part"),
    path("mau/<slug:slug>/", gallery.sample, name="sample"),
]
