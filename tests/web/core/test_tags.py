"""How dates, numbers, sizes and names are shown."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from ocop.core.templatetags import ocop as tags


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 3, 5), "05/03/2026"),
        (datetime(2026, 3, 4, 18, 30, tzinfo=UTC), "05/03/2026"),  # already the next day in Viet Nam
        (datetime(2026, 3, 5, 9, 0), "05/03/2026"),  # noqa: DTZ001 - a naive moment is shown as it stands
        (None, ""),
        ("", ""),
    ],
)
def test_vn_date(value: object, shown: str) -> None:
    assert tags.vn_date(value) == shown


def test_vn_datetime_and_time_are_vietnamese() -> None:
    at = datetime(2026, 11, 22, 3, 2, 11, tzinfo=UTC)
    assert tags.vn_datetime(at) == "22/11/2026 10:02"
    assert tags.vn_time(at) == "10:02:11"
    assert tags.vn_datetime(None) == tags.vn_time(None) == ""


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234567.5, None, "1.234.567,5"),
        ("1234", None, "1.234"),
        (Decimal("8.50"), None, "8,5"),
        (Decimal("100"), None, "100"),
        (Decimal("-1234.5"), 2, "-1.234,50"),
        (Decimal("2.345"), 2, "2,35"),
        (0, None, "0"),
        (None, None, ""),
        ("không rõ", None, "không rõ"),
    ],
)
def test_vn_number(value: object, places: int | None, shown: str) -> None:
    assert tags.vn_number(value, places) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("71.6667", "71,67"), (Decimal("89.995"), "90"), (Decimal("3.50"), "3,5"), (3, "3"), (None, "")],
)
def test_points_have_at_most_two_decimals(value: object, shown: str) -> None:
    assert tags.points(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(125_000_000, "125.000.000 đồng"), (Decimal("0.5"), "1 đồng"), ("", "")]
)
def test_money(value: object, shown: str) -> None:
    assert tags.money(value) == shown.replace(" đ", "\u00a0đ")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0 byte"),
        (312, "312 byte"),
        (86_016, "84 KB"),
        (2_517_000, "2,4 MB"),
        (209_715_200, "200 MB"),
        (3 * 1024**3, "3 GB"),
        (None, ""),
    ],
)
def test_filesize(value: object, shown: str) -> None:
    assert tags.filesize(value) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("name", "shown"), [("Nguyễn Thị Ổi", "NỔ"), ("Ẩn", "Ẩ"), ("", ""), ("đỗ  văn đức", "ĐĐ")]
)
def test_initials_are_family_and_given_name(name: str, shown: str) -> None:
    assert tags.initials(name) == shown


def test_once_gives_each_form_its_own_key() -> None:
    keys = re.findall(r'name="_once" value="([0-9a-f-]{36})"', draw("{% once %}{% once %}"))
    assert len(set(keys)) == 2


def test_qs_replaces_and_drops() -> None:
    request = RequestFactory().get("/", {"q": "mật ong", "trang": "2", "sao": "4"})
    assert draw('{% qs trang=3 sao="" %}', request=request) == "?q=m%E1%BA%ADt+ong&amp;trang=3"


def test_stars_are_said_in_words() -> None:
    drawn = draw('{% include "components/stars.html" with stars=4 only %}')
    assert "4 sao" in drawn and drawn.count("star-on") == 4 and drawn.count("star-off") == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [(5, "còn 5 ngày làm việc"), (0, "hạn hôm nay"), (-2, "quá hạn 2 ngày làm việc"), (None, "Không có hạn")],
)
def test_deadline_is_said_in_words(days: int | None, said: str) -> None:
    assert said in draw('{% include "components/deadline.html" with days=days only %}', days=days)


def test_refused_button_says_why_and_leads_nowhere() -> None:
    drawn = draw(
        '{% include "components/button.html" with label="Nộp" url="/nop/" reason=why only %}',
        why="Còn thiếu 2 giấy.",
    )
    assert 'aria-disabled="true"' in drawn and "Còn thiếu 2 giấy." in drawn and "/nop/" not in drawn


def test_names_are_escaped() -> None:
    leaf = '{% include "components/badge.html" with label=name only %}'
    wrapper = '{% component "card" title=name %}{{ name }}{% endcomponent %}'
    drawn = draw(leaf + wrapper, name="<b>x</b>")
    assert "<b>" not in drawn
