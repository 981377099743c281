"""Pages that no feature can beat: an empty one, one row through the ORM, and lists, search and API by hand-written SQL."""

from html import escape

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from ocop.evaluation.models import Item
from ocop.registry.models import Entry

TEMPLATE = Engine().from_string(
    "<h1>{{ item.dossier.product.name }}</h1><p>{{ item.dossier.producer.name }}</p><p>{{ item.place }}</p>"
)
PRODUCT = Engine().from_string(
    "<h1>{{ one.name }}</h1><p>{{ one.product.producer.name }}, {{ one.place }}</p><p>{{ one.product.story }}</p>"
    "<p>{{ one.stars }} {{ one.group_name }} {{ one.valid_until }} {{ one.decision_text }}</p>"
)
LIST = Engine().from_string(
    "<h1>{{ person }}</h1><table>{% for one in rows %}<tr><th>{{ one.name }}</th><td>{{ one.product.producer.name }}</td>"
    "<td>{{ one.place }}</td><td>{{ one.stars }}</td><td>{{ one.valid_until }}</td></tr>{% endfor %}</table>"
)
COLUMNS = "id, code, name, producer_name, place, stars, valid_until, group_name"
ROWS = 24
# The words in `bench_search` are those of the register's own line; the index is PostgreSQL's own.
SEARCH = """
WITH found AS MATERIALIZED (
    SELECT entry_id FROM bench_search WHERE words @@ to_tsquery('simple', %s) LIMIT 1000
), rows AS MATERIALIZED (
    SELECT e.id, e.code, e.name, e.producer_name, e.place, e.stars, e.valid_until, e.group_name, e.province_key, e.sort_key
    FROM registry_entry e JOIN found ON found.entry_id = e.id
)
SELECT (SELECT count(*) FROM rows),
    (SELECT json_object_agg(coalesce(stars, 0), n) FROM (SELECT stars, count(*) n FROM rows GROUP BY 1) a),
    (SELECT json_object_agg(province_key, n) FROM (SELECT province_key, count(*) n FROM rows GROUP BY 1) b),
    (SELECT json_object_agg(group_name, n) FROM (SELECT group_name, count(*) n FROM rows GROUP BY 1) c),
    (SELECT json_agg(t) FROM (SELECT code, name, producer_name, place, stars FROM rows ORDER BY sort_key, id LIMIT 24) t)
"""


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    item = Item.objects.select_related("dossier__product", "dossier__producer", "session").get(pk=pk)
    return HttpResponse(TEMPLATE.render(Context({"item": item})))


def product(request: HttpRequest, code: str) -> HttpResponse:
    one = Entry.objects.select_related("product__producer").get(code=code)
    return HttpResponse(PRODUCT.render(Context({"one": one})))


def signed_in_list(request: HttpRequest) -> HttpResponse:
    """What a plain office page costs: session, person, twenty-four rows of the ORM, one small template."""
    rows = Entry.objects.select_related("product__producer").order_by("sort_key", "id")[:ROWS]
    return HttpResponse(LIST.render(Context({"person": str(request.user), "rows": rows})))


def listing(request: HttpRequest) -> HttpResponse:
    """Page 1, of everything or with one filter, or the page after a place in the alphabet."""
    where, values = _asked(request)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM registry_entry{where} ORDER BY sort_key, id LIMIT {ROWS + 1}", values
        )
        rows = cursor.fetchall()
    return HttpResponse("<ol>" + "".join(map(_line, rows)) + "</ol>")


def _asked(request: HttpRequest) -> tuple[str, list[object]]:
    get = request.GET
    if "sau" in get:
        key, _, pk = get["sau"].rpartition("~")
        return " WHERE (sort_key, id) > (%s, %s)", [key, int(pk)]
    if "tinh" in get:
        return " WHERE province_key = %s", [get["tinh"]]
    if "sao" in get:
        return " WHERE stars = %s", [int(get["sao"])]
    return "", []


def _line(row: tuple[object, ...]) -> str:
    _, code, name, producer, place, stars, until, group = row
    return (
        f'<li><a href="/san-pham/{code}/">{escape(str(name))}</a> {escape(str(producer))} {escape(str(place))} '
        f"{stars} {until} {escape(str(group))}</li>"
    )


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET["q"].split()
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [" & ".join(f"{word}:*" for word in words)])
        total, stars, places, groups, rows = cursor.fetchone()
    lines = "".join(
        f"<li>{row['code']} {escape(row['name'])} {escape(row['place'])}</li>" for row in rows or ()
    )
    return HttpResponse(f"<p>{total}</p><p>{stars} {places} {groups}</p><ol>{lines}</ol>")


def api(request: HttpRequest) -> HttpResponse:
    pk = int(request.GET.get("after", "0"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT json_agg(t)::text FROM (SELECT {COLUMNS} FROM registry_entry WHERE id > %s ORDER BY id LIMIT 50) t",
            [pk],
        )
        return HttpResponse(cursor.fetchone()[0], content_type="application/json")


urlpatterns = [
    path("bare/", bare),
    path("detail/<int:pk>/", detail),
    path("product/<str:code>/", product),
    path("list/", listing),
    path("orm/", signed_in_list),
    path("search/", search),
    path("api/", api),
]
