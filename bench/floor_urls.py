"""Two pages that no feature can beat: an empty one, and one row through the ORM into a small template."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from ocop.evaluation.models import Item

TEMPLATE = Engine().from_string(
    "<h1>{{ item.dossier.product.name }}</h1><p>{{ item.dossier.producer.name }}</p><p>{{ item.place }}</p>"
)


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    item = Item.objects.select_related("dossier__product", "dossier__producer", "session").get(pk=pk)
    return HttpResponse(TEMPLATE.render(Context({"item": item})))


urlpatterns = [path("bare/", bare), path("detail/<int:pk>/", detail)]
