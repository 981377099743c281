from django.urls import path

from ocop.audit import views

app_name = "audit"
urlpatterns = [
    path("nhat-ky/", views.events, name="events"),
    path("nhat-ky/kiem-tra/", views.chain, name="chain"),
    path("nhat-ky/<int:seq>/", views.event, name="event"),
]
