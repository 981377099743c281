"""Open data and barcodes."""

from django.urls import path, re_path

from ocop.api.views import barcodes, opendata

app_name = "opendata"
urlpatterns = [
    path("du-lieu-mo/", opendata.overview, name="overview"),
    path("du-lieu-mo/danh-muc.jsonld", opendata.catalogue, name="catalogue"),
    path("du-lieu-mo/san-pham.<str:form>", opendata.on_screen, name="on-screen"),
    path("du-lieu-mo/moi-nhat/<str:file>", opendata.newest_file, name="newest"),
    path("du-lieu-mo/<str:release>/<str:file>", opendata.file, name="file"),
    path(".well-known/gs1resolver", barcodes.about_resolver, name="resolver"),
    re_path(r"^01/(?P<gtin>[^/]+)(?P<rest>(?:/.*)?)$", barcodes.resolve, name="barcode"),
]
