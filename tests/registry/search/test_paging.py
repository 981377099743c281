"""Pages follow one another without gap or double, in both directions, while lines come and go; at a constant cost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.core.clock import now, today
from ocop.registry.actions import roll, update_entries
from ocop.registry.models import Entry
from ocop.registry.search import Asked, ask, suggest
from tests.factories.accounts import AT, DAY
from tests.factories.search import make_lines, make_products

pytestmark = pytest.mark.django_db
WAYS = [
    Asked(),
    Asked(sao=4),
    Asked(sao=4, nam=2025),
    Asked(q="hàng"),
    Asked(q="hàng", tinh_trang="con-hieu-luc"),
]


def walk(asked: Asked, between: Callable[[], None] = lambda: None) -> list[str]:
    names, after = [], ""
    while True:
        page = ask(asked, DAY, after=after, limit=7, with_facets=False)
        names += [row.name for row in page.rows]
        if not page.next:
            return names
        after = page.next
        between()


@pytest.mark.parametrize("asked", WAYS)
def test_a_walk_visits_every_line_once_and_back(asked: Asked) -> None:
    make_lines(*(f"Hàng {n:02}" for n in range(30)))
    names = [f"Hàng {n:02}" for n in range(30)]
    assert walk(asked) == names

    page = ask(asked, DAY, after=ask(asked, DAY, limit=7).next, limit=7)
    back = ask(asked, DAY, before=page.previous, limit=7)
    assert [row.name for row in back.rows] == names[:7]
    assert (back.previous, bool(back.next)) == ("", True)


@pytest.mark.parametrize("asked", WAYS)
def test_a_walk_while_lines_come_and_go_visits_all_that_stay(asked: Asked) -> None:
    made = make_lines(*(f"Hàng {n:02}" for n in range(30)))
    gone, come = iter(made[28:]), iter(range(100))

    def change() -> None:
        for product in [next(gone, None)]:
            Entry.objects.filter(product=product).delete()
        new = make_products([{"name": f"Hàng 00 {next(come)}"}])
        update_entries([one.pk for one in new], at=AT)

    seen = walk(asked, change)
    assert [name for name in seen if name[5:].isdigit() and int(name[5:]) < 28] == [
        f"Hàng {n:02}" for n in range(28)
    ]
    assert len(seen) == len(set(seen))


def test_lines_of_one_name_are_walked_by_age() -> None:
    make_lines(*(["Mật ong"] * 20))

    assert len(walk(Asked())) == len(walk(Asked(q="mat ong"))) == 20


@pytest.mark.parametrize("position", ["x", "~", "0~~", "0~12~x", "9~12~1", "0~12~" + "9" * 60, "0~١~1"])
def test_a_position_that_cannot_be_read_means_the_first_page(position: str) -> None:
    make_lines("Mật ong")

    assert (
        len(ask(Asked(), DAY, after=position).rows) + len(ask(Asked(q="mat"), DAY, before=position).rows) >= 1
    )


def test_the_last_page_is_told_by_the_end(client: Client) -> None:
    make_lines(*(f"Hàng {n}" for n in range(25)))

    assert 'rel="next"' in client.get("/san-pham/").content.decode()


def cost(run: Callable[[], object]) -> int:
    run()
    with CaptureQueriesContext(connection) as seen:
        run()
    return len(seen)


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 3),
        ("sao=4", 3),
        ("tinh=01", 3),
        ("tinh_trang=con-hieu-luc", 3),
        ("tinh=01&xa=09556", 4),
        ("sao=4&nam=2025", 4),
        ("q=hang", 3),
        ("q=hang&sao=4&tinh=01&tinh_trang=con-hieu-luc", 3),
        ("q=hamg", 5),  # nothing as typed: the words near it, and once more
    ],
)
def test_pages_cost_the_same_for_three_and_three_hundred(client: Client, query: str, most: int) -> None:
    from ocop.registry.views.remembering import _pages

    def page() -> None:
        _pages.clear()
        assert client.get(f"/san-pham/?{query}").status_code == 200

    make_lines(*(f"Hàng {n}" for n in range(3)))
    roll(at=now())
    few = cost(page)
    make_lines(*(f"Hàng {n}" for n in range(3, 300)))
    roll(at=now())

    assert cost(page) == few <= most


def test_a_day_that_the_job_missed_costs_one_statement_more_and_the_numbers_are_read_once() -> None:
    make_lines("Mật ong")
    roll(at=now())
    kept = cost(lambda: ask(Asked(), today()))

    def first_time(on: date) -> int:
        with CaptureQueriesContext(connection) as seen:
            ask(Asked(), on)
        return len(seen)

    assert first_time(today() + timedelta(days=1)) == kept + 2
    assert first_time(today() + timedelta(days=1)) == kept == 2


def test_suggestions_cost_one_statement() -> None:
    make_lines(*(f"Hàng {n}" for n in range(3)))
    few = cost(lambda: suggest("han"))
    make_lines(*(f"Hàng {n}" for n in range(3, 300)))

    assert cost(lambda: suggest("han")) == few == 1


def test_rebuilding_costs_the_same_for_ten_and_three_hundred() -> None:
    from ocop.registry.actions import rebuild

    make_lines(*(f"Hàng {n}" for n in range(10)))
    few = cost(lambda: rebuild(at=AT))
    make_lines(*(f"Hàng {n}" for n in range(10, 300)))

    assert cost(lambda: rebuild(at=AT)) <= few + 3  # words and numbers are written some hundreds at a time
