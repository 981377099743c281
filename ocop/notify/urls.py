from django.urls import path

from ocop.notify import views

app_name = "notify"
urlpatterns = [
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/da-doc/", views.read_all, name="read-all"),
    path("thong-bao/kenh/", views.channels, name="channels"),
    path("thong-bao/da-gui/", views.deliveries, name="deliveries"),
    path("thong-bao/<uuid:public_id>/", views.open_notice, name="open"),
]
