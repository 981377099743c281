"""The public home: figures and map that open to their rows, in English too, at a fixed cost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.home.map import ISLES, bounds, draw
from ocop.places.actions import load_units
from tests.factories.places import make_units
from tests.factories.register import bring_in, published

pytestmark = pytest.mark.django_db


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_national_and_local_figures_open_to_their_rows(client: Client) -> None:
    bring_in(
        published("Mật ong"),
        published("Lụa", stars="3"),
        published("Chè", decision_date="2019-01-01", year="2019"),
        published("Bánh khảo", province="Cao Bằng", commune="phường Thục Phán"),
    )
    page = client.get("/?tinh=01")
    said = {one.label: (one.value, one.url) for one in page.context["figures"]}
    local = {one.label: one.value for one in page.context["local"]}

    assert said["sản phẩm còn hiệu lực"] == (3, "/san-pham/?tinh_trang=con-hieu-luc")
    assert said["sản phẩm đã hết hạn"][0] == 1
    assert local["sản phẩm còn hiệu lực"] == 2
    for figure in (*page.context["figures"], *page.context["local"]):
        rows = client.get(figure.url).context["page"].rows
        assert len(rows) == figure.value, figure


def test_the_map_names_each_province_once_with_its_number(client: Client) -> None:
    bring_in(published("Mật ong"), published("Lụa"))
    page = client.get("/")
    drawn = {one.key: one for one in page.context["map"].provinces}
    html = page.content.decode()

    assert drawn["01"].count == 2 and drawn["04"].count == 0
    assert 'aria-label="Thành phố Hà Nội: 2"' in html
    assert len(re.findall(r'<a href="/san-pham/\?tinh=01">', html)) == 1  # the list beside the map


def test_an_unknown_province_is_ignored(client: Client) -> None:
    make_units()
    assert client.get("/?tinh=%00").context["local"] == client.get("/?tinh=99").context["local"] == []


@pytest.mark.parametrize("url", ["/", "/?tinh=01"])
def test_the_page_costs_the_same_for_three_and_three_hundred(client: Client, url: str) -> None:
    bring_in(*(published(f"Sản phẩm {n:03}") for n in range(3)))
    few = count(client, url)
    bring_in(*(published(f"Sản phẩm {n:03}") for n in range(3, 300)))

    assert count(client, url) == few <= 5


def test_all_34_provinces_are_drawn_with_both_archipelagos(client: Client) -> None:
    load_units()
    page = client.get("/")
    html = page.content.decode()
    drawing = page.context["map"]

    assert len(drawing.provinces) == 34 and all(one.path for one in drawing.provinces)
    assert [(one.name, one.province.name) for one in drawing.insets] == [
        ("Hoàng Sa", "Đà Nẵng"),
        ("Trường Sa", "Khánh Hòa"),
    ]
    assert "Quần đảo Hoàng Sa" in html and "(Đà Nẵng)" in html and "Quần đảo Trường Sa" in html
    svg = re.search(r'<svg class="province-map".*?</svg>', html, re.S)
    assert svg and len(svg[0].encode()) <= 60_000
    assert len(html.encode()) <= 100_000


def test_shades_grow_with_the_numbers() -> None:
    known = {str(n): (str(n), str(n)) for n in (1, 2, 3, 48, 56)}
    counts = {"1": 270, "2": 11, "3": 1}
    drawn = {one.key: one.shade for one in draw(counts, known).provinces}

    assert bounds(270) == [1, 10, 30, 90] and drawn == {"1": 4, "2": 2, "3": 1, "48": 0, "56": 0}
    assert bounds(1) == [1]
    assert [key for _, key, _ in ISLES] == ["48", "56"]
