from django.urls import path

from ocop.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("gioi-thieu/", views.about, name="about"),
    path("gioi-thieu/rieng-tu/", views.privacy, name="privacy"),
]
