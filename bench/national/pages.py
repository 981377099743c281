"""The addresses of each page in turn: many products, places and questions, the same ones for the page and its floor."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import NoReverseMatch, reverse

from bench.national.fetching import Fetch, Turn
from bench.national.rows import TIMES
from ocop.core.clock import now
from ocop.core.text import fold
from ocop.recognition.actions.crediting import signed_batch
from ocop.recognition.models import Certificate, Credential
from ocop.registry.models import Entry

CODES = 500
FRESH = 420  # more addresses than our server remembers pages
# As people type: with marks, without, half a word, a place, a producer; common and rare ones.
QUESTIONS = (
    "mật ong", "mat ong", "chè", "che xanh", "nước mắm", "nuoc mam truyen thong", "gạo nếp", "cà phê bột", "ruou", "bánh đa nem",
    "tinh dầu sả", "hợp tác xã", "htx", "hộp quà", "mật ong hoa nhãn", "lụa", "tom kho", "du lịch cộng đồng", "đặc sản", "hat dieu",
)  # fmt: skip
TYPED = ("mat", "mật o", "che", "nuo", "nước", "gao n", "ca p", "rượ", "ban", "tinh d")


@dataclass
class Pages:
    """What is asked of our server and of the floor's, by the name of the row."""

    paths: dict[str, list[str]] = field(default_factory=dict)
    floor_paths: dict[str, list[str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def calls(self, ours: Fetch, floor: Fetch) -> dict[str, tuple[Any, int]]:
        found: dict[str, tuple[Any, int]] = {
            name: (Turn(ours, paths), TIMES[name]) for name, paths in self.paths.items()
        }
        found |= {name: (Turn(floor, paths), TIMES[name]) for name, paths in self.floor_paths.items()}
        found["again"] = (Again(ours, self.paths["check"]), TIMES["again"])
        return found


class Again:
    """A browser that has the page already, and asks whether it still holds."""

    def __init__(self, fetch: Fetch, paths: list[str]) -> None:
        self.fetch, self.place = fetch, 0
        self.known = [(path, fetch.get(path).headers.get("etag", "")) for path in paths[:40]]

    def __call__(self) -> None:
        path, etag = self.known[self.place % len(self.known)]
        self.place += 1
        answer = self.fetch.ask(path, If_None_Match=etag)
        if etag and answer.status != 304:  # the page names a minute: another ETag since
            self.known[(self.place - 1) % len(self.known)] = (path, answer.headers.get("etag", ""))


def choose(ours: Fetch) -> Pages:
    """The same choice for the same data."""
    pages, rng = Pages(), Random(26)
    entries = _some(rng, CODES * 2)
    pages.codes = [code for code, *_ in entries]
    pages.tokens = list(
        Certificate.objects.filter(product__code__in=pages.codes[:CODES])
        .order_by("product__code", "-pk")
        .values_list("token", flat=True)[:CODES]
    )
    _sign(pages.tokens)
    asked = _questions(pages.codes)
    provinces = sorted({province for _, province, *_ in entries if province})
    pages.paths = {
        "check": [reverse("registry:check", args=[token]) for token in pages.tokens],
        # A position that cannot be read means the first page: each address is another one, so none is remembered.
        "list": [f"/san-pham/?sau=x{number}" for number in range(FRESH)],
        "filtered": [
            f"/san-pham/?{name}&sau=x{number}"
            for number in range(FRESH // 15)
            for name in (*(f"tinh={key}" for key in provinces[:12]), "sao=3", "sao=4", "sao=5")
        ],
        "product": [f"/san-pham/{code}/" for code in pages.codes],
        "search": [f"/san-pham/?{urlencode({'q': words})}" for words in asked],
        "known": ["/san-pham/"],
    }
    deep = _deep(ours, entries)
    pages.paths["deep"] = [f"/san-pham/?sau={quote(place)}" for place in deep]
    pages.floor_paths = {
        "bare": ["/bare/"],
        "floor_list": ["/list/"],
        "floor_product": [f"/product/{code}/" for code in pages.codes],
        "floor_search": [f"/search/?{urlencode({'q': fold(words)})}" for words in asked],
        "floor_api": [f"/api/?after={pk}" for *_, pk in entries],
    }
    _add_parts(pages, ours)
    for name, paths in list(pages.paths.items()):
        if (status := ours.ask(paths[0], even_faults=True).status) != 200:
            pages.missing.append(f"{name} ({status} {paths[0]})")
            del pages.paths[name]
    return pages


def _some(rng: Random, count: int) -> list[tuple[str, str, str, int]]:
    """Entries from all over the register, without reading it all."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    first = Entry.objects.order_by("pk").values_list("pk", flat=True).first() or 1
    pks = [rng.randint(first, last) for _ in range(count * 2)]
    rows = Entry.objects.filter(pk__in=pks).order_by("code")
    return list(rows.values_list("code", "province_key", "sort_key", "pk")[:count])


def _sign(tokens: list[str]) -> None:
    waiting = list(Certificate.objects.filter(token__in=tokens, credential=None))
    if waiting:
        Credential.objects.bulk_create(signed_batch(waiting, at=now()))


def _deep(ours: Fetch, entries: list[tuple[str, str, str, int]]) -> list[str]:
    """Positions far inside, and the last page: as a visitor reaches them by the link to the next page."""
    last = Entry.objects.order_by("-sort_key", "-pk").values_list("sort_key", "pk")[25]
    places = [(key, pk) for *_, key, pk in entries[:FRESH]]
    return [f"0~{key}~{pk}" for key, pk in (*places, last)]


def _questions(codes: list[str]) -> list[str]:
    """Those above, and the first words of products, with marks and without in turn."""
    names = Entry.objects.filter(code__in=codes).order_by("code").values_list("name", flat=True)
    begun = dict.fromkeys(" ".join(name.split()[: 2 + place % 3]) for place, name in enumerate(names))
    found = [name if place % 2 else fold(name) for place, name in enumerate(begun)]
    return [*QUESTIONS, *found][:FRESH]


def _add_parts(pages: Pages, ours: Fetch) -> None:
    """Pages that may not be there yet: what is missing is said, not passed over."""
    try:
        suggest = reverse("registry:suggestions")
        pages.paths["suggest"] = [f"{suggest}?{urlencode({'q': typed})}" for typed in TYPED]
    except NoReverseMatch:
        pages.missing.append("suggest")
    walk = _walk_api(ours)
    if walk:
        pages.paths["api"] = walk
        pages.paths["api_search"] = [f"{API}?{urlencode({'q': words, 'limit': 50})}" for words in QUESTIONS]
    else:
        pages.missing += ["api", "api_search"]


API = "/api/v1/products"


def _walk_api(ours: Fetch, pages: int = 20) -> list[str]:
    """The first pages along the cursor."""
    path, found = f"{API}?limit=50", []
    while path and len(found) < pages:
        answer = ours.ask(path)
        if answer.status != 200:
            return []
        found.append(path)
        path = next_of(json.loads(answer.body))
    return found


def next_of(body: Any) -> str:
    """The address of the page after; empty at the end."""
    cursor = body.get("next")
    return f"{API}?{urlencode({'limit': 50, 'cursor': cursor})}" if cursor else ""
