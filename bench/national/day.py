"""The sixteen people of row 20: each reads public pages, does office work, and scores."""

import itertools
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from bench import council
from bench.national.fetching import Fetch, Turn
from bench.national.mixed import PEOPLE
from bench.servers import Client
from ocop.registry.models import Entry


def people(pages: council.Pages, port: int) -> list[dict[str, Callable[[], None]]]:
    """What one click of each class is, for each person, on connections of their own."""
    codes = list(Entry.objects.order_by("code").values_list("code", flat=True)[:400])
    public = [
        *(f"/san-pham/{code}/" for code in codes),
        *(f"/san-pham/?q={words.replace(' ', '+')}" for words in ("mat ong", "che xanh", "nuoc mam", "gao")),
        "/san-pham/",
        "/san-pham/?sao=4",
        "/",
        "/kiem-tra/",
    ]
    secretary = council.session_of(pages.bench.world.secretary)
    office = [
        "/lam-viec/",
        reverse("evaluation:sessions"),
        reverse("evaluation:table", args=[pages.bench.small.code]),
    ]
    members = [(acting, council.session_of(acting)) for acting in pages.bench.world.actings]
    turns = [itertools.count(10**7) for _ in members]
    return [
        {
            "public": Turn(Fetch(port), public[place::3] + public[-8:] * 6),
            "officer": Turn(Fetch(port, secretary), office),
            "scoring": _Saver(pages, port, *members[place % len(members)], turns[place % len(members)]),
        }
        for place in range(PEOPLE)
    ]


class _Saver:
    """A member who saves the sheet; several devices of one member write one after the other, as one hand does."""

    def __init__(self, pages: Any, port: int, acting: Any, cookies: dict[str, str], turns: Any) -> None:
        self.pages, self.acting, self.turns = pages, acting, turns
        self.client = Client(port, cookies)
        council.open_sheet(pages, self.client, acting)  # here: the sixteen threads ask no database themselves

    def __call__(self) -> None:
        council.save_marks(self.pages, self.client, self.acting, next(self.turns))
