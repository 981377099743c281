"""`/lam-viec/nhat-ky/`: who did what to which record, and the proof that nobody changed it since."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from ocop.audit import checks, queries, verbs
from ocop.audit.forms import FilterForm
from ocop.audit.models import Event
from ocop.core.components import Button, Column, Fact
from ocop.core.guards import guard
from ocop.core.permissions import ROLES, Permission, Role

SIZE = 50
COLUMNS = [
    Column("Số"),
    Column("Lúc"),
    Column("Việc"),
    Column("Về"),
    Column("Người làm"),
    Column("Với vai trò"),
]


@guard(Permission.AUDIT_VIEW)
def events(request: HttpRequest) -> HttpResponse:
    """Newest first; `?truoc=<số>` goes further back."""
    # queries: 11
    form = FilterForm(request.GET)
    found = queries.events(request.acting, form.filters())
    before = request.GET.get("truoc", "")
    if before.isdigit() and len(before) < 19:
        found = found.filter(seq__lt=int(before))
    rows = list(found.order_by("-seq")[: SIZE + 1])
    context = {
        "form": form,
        "columns": COLUMNS,
        "rows": _rows(rows[:SIZE]),
        "next_url": _older(request, rows[SIZE - 1]) if len(rows) > SIZE else "",
        "first_url": "?" + urlencode(_kept(request)) if before else "",
        "verbs": verbs.labelled(queries.known_verbs()),
        "chain": queries.chain_state(),
        "actions": [Button("Kiểm tra chuỗi", "kiem-tra/", "secondary", "shield-check")],
    }
    return render(request, "audit/events.html", context)


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.GET.items() if name != "truoc" and value]


def _older(request: HttpRequest, last: Event) -> str:
    return "?" + urlencode([*_kept(request), ("truoc", str(last.seq))])


def _rows(found: list[Event]) -> list[dict[str, Any]]:
    people, units = queries.names(found)
    return [
        {
            "event": event,
            "what": verbs.label(event.verb),
            "who": people.get(event.person_id or 0, "Hệ thống"),
            "office": _office(event, units),
        }
        for event in found
    ]


def _office(event: Event, units: dict[str, str]) -> str:
    role = ROLES[Role(event.role)].label if event.role in set(Role) else ""
    return " – ".join(part for part in (role, units.get(event.unit_key, "")) if part)


@guard(Permission.AUDIT_VIEW)
def event(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry with everything that its hash covers."""
    # queries: 8
    one = queries.visible_events(request.acting).filter(seq=min(seq, 2**62)).first()
    if one is None:
        raise Http404("no such event")
    row = _rows([one])[0]
    facts = [
        Fact("Lúc", timezone.localtime(one.at).isoformat(timespec="microseconds")),
        Fact("Việc", f"{row['what']} ({one.verb})"),
        Fact("Về", f"{one.about_label} ({one.about_type} {one.about_id})"),
        Fact("Người làm", row["who"]),
        Fact("Với vai trò", row["office"] or "–"),
        *(Fact(name, value if value not in (None, "") else "–") for name, value in one.data.items()),
        Fact("Mã băm trước", one.previous),
        Fact("Mã băm", one.hash),
    ]
    return render(request, "audit/event.html", {"event": one, "facts": facts, "what": row["what"]})


@guard(Permission.AUDIT_VIEW)
def chain(request: HttpRequest) -> HttpResponse:
    """Recomputes the whole chain and its checkpoints now."""
    # queries: 10, and one reading of all events
    looks = [
        ("Chuỗi liền mạch, không bị sửa", checks.verify_chain()),
        ("Các mốc đã ký còn khớp", checks.verify_checkpoints()),
        ("Không chứa bí mật", checks.no_secrets()),
    ]
    return render(request, "audit/chain.html", {"looks": looks, "chain": queries.chain_state()})
