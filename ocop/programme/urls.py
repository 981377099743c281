from django.urls import path

from ocop.programme import views

app_name = "programme"
urlpatterns = [
    path("bo-tieu-chi/", views.criteria_sets, name="criteria-sets"),
    path("bo-tieu-chi/<int:pk>/", views.criteria_set, name="criteria-set"),
    path("lich/", views.calendar, name="calendar"),
    path("lich/<int:pk>/bo/", views.remove_day, name="remove-day"),
]
