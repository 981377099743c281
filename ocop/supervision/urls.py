"""Reporting misuse: the public side, under /bao-vi-pham/."""

from django.urls import path

from ocop.supervision.views import public

app_name = "misuse"
urlpatterns = [
    path("bao-vi-pham/", public.report, name="report"),
    path("bao-vi-pham/<slug:code>/", public.standing, name="standing"),
    path("bao-vi-pham/<slug:code>/anh/", public.add_photos, name="photos"),
]
