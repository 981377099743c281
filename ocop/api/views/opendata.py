"""`/du-lieu-mo/`: the releases, their files and dictionary; and what is on screen, as a file."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ocop.api.opendata.writers import MEDIA
from ocop.api.queries.releases import Release, licence_on, newest, release_of, releases
from ocop.api.queries.screen import file_on_screen
from ocop.api.tables import TABLES, Table
from ocop.core.clock import today
from ocop.core.guards import public

SCREEN_FORMATS = ("csv", "xlsx", "json")
WORDS = {"csv": "CSV", "json": "JSON", "jsonld": "JSON-LD"}
OTHER_MEDIA = {"txt": "text/plain; charset=utf-8"}


@require_safe
@public
def overview(request: HttpRequest) -> HttpResponse:
    """The newest release, what each column means, and the releases before it.  # queries: 0"""
    english = get_language() == "en"
    kept = releases()
    package = kept[0].package if kept else None
    context = {
        "release": kept[0] if kept else None,
        "earlier": kept[1:],
        "licence": licence_on(today()),
        "note": licence_on(today()).note_en if english else licence_on(today()).note_vi,
        "tables": [_table(table, package, english) for table in TABLES],
    }
    return render(request, "api/open_data.html", context)


def _table(table: Table, package: dict[str, Any] | None, english: bool) -> dict[str, Any]:
    files = [one for one in package["resources"] if one["path"].split(".")[0] == table.key] if package else []
    return {
        "key": table.key,
        "title": table.en if english else table.vi,
        "about": table.about_en if english else table.about_vi,
        "rows": files[0]["rows"] if files else None,
        "files": [
            {**one, "word": WORDS[one["format"]], "sha256": one["hash"].split(":")[1]} for one in files
        ],
        "columns": [
            {
                "name": c.name,
                "about": c.en if english else c.vi,
                "empty": c.empty,
                "choices": ", ".join(c.choices),
            }
            for c in table.columns
        ],
    }


@require_safe
@public
def file(request: HttpRequest, release: str, file: str) -> HttpResponseBase:
    """One file of one release: never changes, so it may be kept for good.  # queries: 0"""
    found = release_of(release)
    path = found.file(file) if found else None
    if found is None or path is None:
        raise Http404("no such file")
    ending = file.rsplit(".", 1)[-1]
    response = FileResponse(
        path.open("rb"),
        filename=f"ocop-{release}-{file}",
        content_type=MEDIA.get(ending) or OTHER_MEDIA.get(ending),
    )
    response.headers["ETag"] = f'"{release}-{file}"'
    response.headers["Last-Modified"] = http_date(found.at.timestamp())
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@public
def newest_file(request: HttpRequest, file: str) -> HttpResponse:
    """A lasting address for the newest release's file.  # queries: 0"""
    return _to_newest(file)


@require_safe
@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """The DCAT catalogue, for other catalogues to gather.  # queries: 0"""
    return _to_newest("catalogue.jsonld")


def _to_newest(name: str) -> HttpResponse:
    found: Release | None = newest()
    if found is None or found.file(name) is None:
        raise Http404("no release yet")
    response = redirect("opendata:file", release=found.name, file=name)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
@public
def on_screen(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as it is filtered on screen, in its order; streamed.  # queries: 2"""
    if form not in SCREEN_FORMATS:
        raise Http404("no such format")
    on = today()
    response = StreamingHttpResponse(file_on_screen(request.GET, form, on), content_type=MEDIA[form])
    response.headers["Content-Disposition"] = f'attachment; filename="ocop-san-pham-{on.isoformat()}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response
