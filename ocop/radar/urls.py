from django.urls import path

from ocop.radar import views

app_name = "radar"
urlpatterns = [
    path("giong-nhau/", views.pairs, name="pairs"),
    path("giong-nhau/xuat/", views.export, name="export"),
    path("giong-nhau/tim/", views.search, name="search"),
    path("giong-nhau/san-pham/<slug:code>/", views.product, name="product"),
    path("giong-nhau/<int:pk>/", views.pair, name="pair"),
]
