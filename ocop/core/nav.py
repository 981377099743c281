"""The work area's navigation and a record's tabs: apps register, core shows. Upward news without upward imports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.permissions import Permission, Role


@dataclass(frozen=True)
class NavItem:
    """One entry. Shown when the person's role holds any of `permissions` (and is one of `roles`, when given)."""

    label: str
    url_name: str
    icon: str
    order: int
    permissions: tuple[Permission, ...] = ()
    roles: tuple[Role, ...] = ()
    count: Callable[[Acting], int | None] | None = None


_items: list[NavItem] = []
_sections: dict[str, tuple[int, str]] = {}
FEW = 9  # so many entries are read at a glance, without headings


def set_sections(sections: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """In which order and under which headings the entries stand: (heading, namespaces or whole names of addresses).
    Whoever knows all rooms says it once; an entry of a room not named stands under the last heading."""
    _sections.clear()
    for place, (title, names) in enumerate(sections):
        _sections.update(dict.fromkeys(names, (place, title)))


def section_of(item: NavItem) -> tuple[int, str]:
    namespace = item.url_name.partition(":")[0]
    last = max(_sections.values(), default=(0, ""))
    return _sections.get(item.url_name) or _sections.get(namespace) or last


def register(item: NavItem) -> None:
    if item not in _items:
        _items.append(item)


def visible(acting: Acting) -> list[NavItem]:
    return sorted(
        (
            i
            for i in _items
            if any(acting.may(p) for p in i.permissions) and (not i.roles or acting.role in i.roles)
        ),
        key=lambda i: i.order,
    )


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    """Finished rows for the template."""
    rows = []
    items = visible(request.acting)  # type: ignore[attr-defined]
    if headed := len(items) > FEW:
        items.sort(key=lambda item: (section_of(item)[0], item.order))
    for item in items:
        url = reverse(item.url_name)
        active = request.path == url or (url != "/lam-viec/" and request.path.startswith(url))
        rows.append(
            {
                "label": item.label,
                "section": section_of(item)[1] if headed else "",
                "url": url,
                "icon": item.icon,
                "active": active,
                "count": item.count(request.acting) if item.count else None,
            }
        )  # type: ignore[attr-defined]
    return rows


@dataclass(frozen=True)
class Tab:
    """A tab of a record's page that another app supplies. `show(record, acting)` decides; `url(record)` links."""

    of: str  # e.g. "dossier"
    label: str
    order: int
    url: Callable[[Any], str]
    show: Callable[[Any, Acting], bool]
    count: Callable[[Any], int | None] = field(default=lambda record: None)


_tabs: list[Tab] = []


def register_tab(tab: Tab) -> None:
    _tabs.append(tab)


def tabs_for(of: str, record: Any, request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "label": tab.label,
            "url": tab.url(record),
            "active": request.path == tab.url(record),
            "count": tab.count(record),
        }
        for tab in sorted((t for t in _tabs if t.of == of), key=lambda t: t.order)
        if tab.show(record, request.acting)  # type: ignore[attr-defined]
    ]


@dataclass(frozen=True)
class WorkItem:
    """One line of "việc cần làm" on the start page of the work area: words, number, where to go."""

    label: str
    count: int
    url: str
    tone: str = "info"  # info, warning, danger
    hint: str = ""


WorkSource = Callable[[Acting], list[WorkItem]]
_work: list[WorkSource] = []


def register_work(source: WorkSource) -> WorkSource:
    """Add a function Acting → lines for the start page; keep it to one query."""
    _work.append(source)
    return source


def work_for(acting: Acting) -> list[WorkItem]:
    return [item for source in _work for item in source(acting)]
