from django.urls import path

from ocop.core import gallery

app_name = "gallery"
urlpatterns = [
    path("", gallery.index, name="index"),
    path("thu-luu/", gallery.try_saving, name="try-saving"),
    path("<slug:slug>/", gallery.part, name="part"),
    path("mau/<slug:slug>/", gallery.sample, name="sample"),
]
