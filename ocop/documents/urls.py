from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("tep/<uuid:public_id>/", views.download, name="download"),
    path("tep/<uuid:public_id>/nho/", views.thumbnail, name="thumbnail"),
    path("tep/<uuid:public_id>/goc/", views.original, name="original"),
]
