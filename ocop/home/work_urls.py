from django.urls import path

from ocop.home import views

app_name = "work"
urlpatterns = [path("", views.work_start, name="start")]
