"""The list of the public register, and suggestions for its search box."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.registry.queries.status import shown
from ocop.registry.search import Asked, Page, ask, label, near_names, suggest
from ocop.registry.search.summary import state
from ocop.registry.views.fast_html import boxes, cards
from ocop.registry.views.framing import framed
from ocop.registry.views.remembering import remembered

SIZE = 24


@require_safe
@public
def product_list(request: HttpRequest) -> HttpResponse:
    """Hits with their status, facets with numbers; the address holds the whole question.  # queries: 3"""
    on, asked, now = today(), Asked.from_query(request.GET), state()
    after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")

    def page() -> str:
        found = ask(asked, on, after=after, before=before, limit=SIZE, now=now)
        return framed(request, "registry/list.html", _parts(asked, on, found, now.version))

    return remembered(request, (now.version, on, asked, after, before), page)


@require_safe
@public
def suggestions(request: HttpRequest) -> HttpResponse:
    """What to offer while the words are being typed.  # queries: 1"""
    items = suggest(request.GET.get("q", "")[:120])
    return JsonResponse(
        {"items": [{"kind": str(_(KINDS[one.kind])), "text": one.text, "url": one.url} for one in items]},
        json_dumps_params={"ensure_ascii": False},
    )


KINDS = {"product": "Sản phẩm", "producer": "Chủ thể", "place": "Nơi sản xuất"}


def _parts(asked: Asked, on: date, page: Page, version: int) -> dict[str, SafeString]:
    """Title, robots and body, finished."""
    words = f"{escape(asked.q)} – " if asked.q else ""
    context = {
        "asked": asked,
        "cards": cards((entry, shown(entry, on)) for entry in page.rows),
        "page": page,
        "boxes": _boxes(asked, on, page, version),
        "dropped": _dropped(asked),
        "near": [] if page.rows else near_names(asked, on),
    }
    return {
        "title": mark_safe(words + escape(_("Sản phẩm OCOP"))),
        "meta": mark_safe(BEYOND if page.previous else ""),
        "body": mark_safe(render_to_string("registry/_list.html", context)),
    }


BEYOND = '<meta name="robots" content="noindex, follow">'


def _boxes(asked: Asked, on: date, page: Page, version: int) -> SafeString:
    """The same on every page of a list that is walked: its numbers are those of the whole register."""
    if asked.words or not version or settings.DEBUG:
        return boxes(_filters(asked, page))
    key = (version, on, get_language(), asked.address)
    found = _drawn.pop(key, None) or boxes(_filters(asked, page))
    _drawn[key] = found
    while len(_drawn) > MOST_DRAWN:
        del _drawn[next(iter(_drawn))]
    return found


MOST_DRAWN = 64
_drawn: dict[tuple[Any, ...], SafeString] = {}


FILTERS = (
    ("nganh", "Ngành"),
    ("nhom", "Nhóm sản phẩm"),
    ("sao", "Hạng sao"),
    ("tinh_trang", "Tình trạng"),
    ("tinh", "Tỉnh, thành phố"),
    ("xa", "Xã, phường, đặc khu"),
    ("nam", "Năm công nhận"),
    ("loai_hinh", "Loại hình chủ thể"),
)


def _filters(asked: Asked, page: Page) -> list[dict[str, Any]]:
    """The select boxes; a chosen value stays choosable when nothing has it."""
    chosen = asked.filters
    boxes = []
    for name, words in FILTERS:
        choices = page.facets.get(name, [])
        value = chosen.get(name, "")
        if choices or value:
            known = any(choice.value == value for choice in choices)
            boxes.append(
                {
                    "name": name,
                    "label": _(words),
                    "choices": choices,
                    "chosen": value,
                    "missing": label(name, value) if value and not known else "",
                }
            )
    return boxes


def _dropped(asked: Asked) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the same question without it."""
    words = dict(FILTERS)
    return [
        {
            "label": f"{_(words[name])}: {label(name, value)}",
            "url": f"/san-pham/?{asked.without(name).address}",
        }
        for name, value in asked.filters.items()
    ]
