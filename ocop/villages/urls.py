"""Craft villages, public, under /lang-nghe/."""

from django.urls import path

from ocop.villages.views import public

app_name = "villages-public"
urlpatterns = [
    path("lang-nghe/", public.villages, name="villages"),
    path("lang-nghe/<slug:code>/", public.village, name="village"),
]
