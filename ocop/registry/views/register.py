"""The list of the public register, and suggestions for its search box."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.registry.queries.status import shown
from ocop.registry.search import Asked, Page, ask, label, near_names, suggest
from ocop.registry.search.summary import state
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
        return render_to_string("registry/list.html", _context(asked, on, found), request)

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


def _context(asked: Asked, on: Any, page: Page) -> dict[str, Any]:
    nothing = not page.rows
    return {
        "asked": asked,
        "rows": [{"entry": entry, "status": shown(entry, on)} for entry in page.rows],
        "page": page,
        "filters": _filters(asked, page),
        "dropped": _dropped(asked),
        "near": near_names(asked, on) if nothing else [],
    }


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
