"""`/api/v1/changes`: what happened in the register, in the order it was told; `/api/v1/status`."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query

from ocop.api import cursors, listing
from ocop.api.models import Change
from ocop.api.parameters import ChangesAsked, since
from ocop.api.queries.releases import licence_on, newest
from ocop.api.schemas import Changes, Condition
from ocop.api.site import REFUSALS, api
from ocop.api.tables.table import day, moment
from ocop.core.clock import today

READ = ("seq", "kind", "product__code", "certificate", "on", "at", "facts", "details")


@api.get("/changes", response={200: Changes, **REFUSALS}, tags=["changes"])
def list_changes(request: HttpRequest, asked: Query[ChangesAsked]) -> HttpResponse:  # queries: 1
    """Luồng thay đổi chỉ ghi thêm. Giữ `resume`, lần sau gửi lại làm `cursor`: không sót, không lặp. | Append-only; keep `resume` and send it as `cursor` next time: nothing is missed or repeated."""
    question = f"changes {asked.kind or ''} {asked.since}"
    start = cursors.read(question, asked.cursor, 1)[0] if asked.cursor else 0
    found = Change.objects.filter(seq__gt=start)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    first = since("since", asked.since)
    if first:
        found = found.filter(at__gte=first)
    rows = list(found.order_by("seq").values_list(*READ)[: asked.limit + 1])
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    place = cursors.make(question, [rows[-1][0]]) if rows else asked.cursor or None
    return listing.answer(
        {"items": [_item(row) for row in rows], "next": place if more else None, "resume": place}
    )


def _item(row: tuple[Any, ...]) -> dict[str, Any]:
    seq, kind, product, certificate, on, at, facts, details = row
    return {
        "id": seq,
        "kind": kind,
        "product": product,
        "certificate": certificate or None,
        "on": day(on),
        "at": moment(at),
        "facts": facts,
        "details": details,
        "url": f"{settings.OCOP_PUBLIC_URL}/san-pham/{product}/",
    }


@api.get("/status", response={200: Condition, **REFUSALS}, tags=["changes"])
def get_status(request: HttpRequest) -> HttpResponse:  # queries: 1
    """API còn chạy không, dữ liệu mới đến đâu. | Whether the API runs, and how fresh its data are."""
    on, release = today(), newest()
    return listing.answer(
        {
            "ok": True,
            "as_of": on.isoformat(),
            "version": api.version,
            "last_change": Change.objects.order_by("-seq").values_list("seq", flat=True).first(),
            "last_release": release.name if release else None,
            "licence": licence_on(on).key,
        }
    )
