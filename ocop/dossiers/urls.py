"""The way of a dossier: the producer's pages, then the offices'."""

from ocop.dossiers.urls_office import urlpatterns as office
from ocop.dossiers.urls_producer import urlpatterns as producer

app_name = "dossiers"
urlpatterns = [*producer, *office]
