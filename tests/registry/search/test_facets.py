"""The kept numbers are those of a recount: over random lines, days, filters and changes."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.producers.models import Producer
from ocop.registry.actions import roll, update_entries
from ocop.registry.integrity import index_holds_the_rows
from ocop.registry.models import STATUS_FILTERS, Cell, Entry, IndexState
from ocop.registry.queries.status import entry_status
from ocop.registry.search import Asked, Page, ask, summary
from ocop.registry.search.asked import COLUMNS
from ocop.registry.search.facets import COVERS
from tests.factories.accounts import AT, DAY
from tests.factories.search import make_lines, make_products

pytestmark = pytest.mark.django_db
DAYS = st.integers(-400, 400)
LINE = st.fixed_dictionaries(
    {
        "sector_code": st.sampled_from(["", "I", "II"]),
        "group_name": st.sampled_from(["", "Chè", "Gia vị"]),
        "stars": st.sampled_from([None, 3, 4, 5]),
        "place": st.sampled_from([("", ""), ("01", "09556"), ("01", "00004"), ("04", "01273")]),
        "year": st.sampled_from([None, 2024, 2025]),
        "legal_form": st.sampled_from(["htx", "dn"]),
        "term_known": st.booleans(),
        "valid_until": DAYS,
        "revoked_on": st.one_of(st.none(), st.none(), DAYS),
        "stop": st.one_of(st.none(), st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 200)))),
    }
)
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "nganh": st.sampled_from(["I", "IV"]),
        "nhom": st.sampled_from(["Chè"]),
        "sao": st.sampled_from([3, 4]),
        "tinh": st.sampled_from(["01", "04"]),
        "xa": st.sampled_from(["09556", "01273"]),
        "nam": st.sampled_from([2024]),
        "loai_hinh": st.sampled_from(["dn"]),
        "tinh_trang": st.sampled_from(sorted(STATUS_FILTERS)),
    },
)


def day(n: int | None) -> date | None:
    return None if n is None else DAY + timedelta(days=n)


def columns(drawn: dict[str, Any]) -> dict[str, Any]:
    stop = drawn["stop"]
    plain = {
        name: drawn[name]
        for name in ("sector_code", "group_name", "stars", "year", "legal_form", "term_known")
    }
    return plain | {
        "province_key": drawn["place"][0],
        "unit_key": drawn["place"][1],
        "valid_until": day(drawn["valid_until"]),
        "revoked_on": day(drawn["revoked_on"]),
        "suspended_from": day(stop[0]) if stop else None,
        "suspended_until": day(stop[0] + stop[1]) if stop and stop[1] is not None else None,
    }


def write(lines: list[dict[str, Any]]) -> None:
    """Lines as drawn, with the numbers of `DAY` kept by what changed, never by a recount."""
    entries = list(Entry.objects.order_by("pk"))
    if len(entries) < len(lines):
        make_lines(*(f"Hàng {n}" for n in range(len(lines) - len(entries))))
        entries = list(Entry.objects.order_by("pk"))
    before = summary.recount(DAY)
    from ocop.registry.search.question import token

    for entry, drawn in zip(entries, lines, strict=False):
        for name, value in columns(drawn).items():
            setattr(entry, name, value)
        entry.search_key = "".join(
            f" {token(name, getattr(entry, column))}"
            for name, column in COLUMNS.items()
            if getattr(entry, column) not in ("", None)
        )
        entry.save()
    Entry.objects.exclude(pk__in=[entry.pk for entry in entries[: len(lines)]]).update(
        stars=None, sector_code="", group_name="", year=None, legal_form="", search_key=" x"
    )
    held = summary.hold(DAY)
    summary.replace_all(before)
    summary.apply(summary.difference(summary.recount(DAY), before))
    summary.changed(held, as_of=DAY)


def counted_by_hand(asked: Asked, on: date) -> tuple[int, dict[str, Counter[str]]]:
    hits = []
    for entry in Entry.objects.all():
        status = str(entry_status(entry, on))
        fits = all(
            str(getattr(entry, COLUMNS[n]) or "") == v for n, v in asked.filters.items() if n != "tinh_trang"
        )
        if fits and (not asked.tinh_trang or status in COVERS[asked.tinh_trang]):
            hits.append((entry, status))
    numbers = {
        name: Counter(str(getattr(e, column)) for e, _ in hits if getattr(e, column) not in ("", None))
        for name, column in COLUMNS.items()
    }
    statuses = Counter(status for _, status in hits)
    numbers["tinh_trang"] = Counter({key: sum(statuses[s] for s in of) for key, of in COVERS.items()})
    return len(hits), numbers


def shown(page: Page) -> dict[str, Counter[str]]:
    return {name: Counter({one.value: one.count for one in choices}) for name, choices in page.facets.items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINE, min_size=1, max_size=12), on=DAYS, asked=ASKED)
def test_totals_and_facets_equal_a_recount(
    lines: list[dict[str, Any]], on: int, asked: dict[str, Any]
) -> None:
    write(lines)
    question, then = Asked(**asked), DAY + timedelta(days=on)
    page = ask(question, then, limit=1000)
    total, numbers = counted_by_hand(question, then)

    assert (page.total, len(page.rows), page.capped) == (total, total, False)
    for name, found in shown(page).items():
        if name in question.filters:  # its other values are those of the question without it
            rest = question.without(name)
            rest = rest.without("xa") if name == "tinh" else rest
            expected = counted_by_hand(rest, then)[1][name]
            assert all(found[value] == expected[value] for value in found), name
        else:
            assert +found == +numbers[name], name


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINE, min_size=1, max_size=12), steps=st.lists(st.integers(0, 200), max_size=3))
def test_the_daily_job_ends_where_a_recount_ends(lines: list[dict[str, Any]], steps: list[int]) -> None:
    write(lines)
    at = AT
    for step in steps:
        at += timedelta(days=step)
        roll(at=at)

    assert index_holds_the_rows().ok
    assert IndexState.objects.get().as_of == at.date()


def test_changes_through_the_actions_keep_the_numbers() -> None:
    made = make_lines(*({"name": f"Hàng {n}", "stars": 3 + n % 3, "year": 2024 + n % 2} for n in range(9)))
    Producer.objects.update(legal_form="dn")
    made[0].unit = None
    made[0].save()
    update_entries([one.pk for one in made], at=AT + timedelta(days=40))
    later = make_products([{"name": "Hàng mới", "unit": "01273"}])
    update_entries([one.pk for one in later], at=AT + timedelta(days=41))

    assert index_holds_the_rows().problems == []
    assert ask(Asked(loai_hinh="dn"), DAY).total == 9
    assert [one.label for one in ask(Asked(), DAY).facets["tinh"]] == ["Tỉnh Cao Bằng", "Thành phố Hà Nội"]


def test_the_check_names_a_number_that_is_wrong() -> None:
    make_lines("Mật ong")
    Cell.objects.filter(dim="", dim2="sao").update(n=7)

    assert index_holds_the_rows().problems == ["Số đếm sao/4 là 7, đếm lại được 1."]


def test_a_status_turns_on_its_day_without_any_job() -> None:
    (product,) = make_lines({"name": "Mật ong", "on": date(2025, 8, 1)})
    last = Entry.objects.get(product=product).valid_until
    assert last is not None

    def has(on: date) -> dict[str, int]:
        return {one.value: one.count for one in ask(Asked(), on).facets["tinh_trang"]}

    assert has(last) == {"con-hieu-luc": 1, "sap-het-han": 1}
    assert has(last + timedelta(days=1)) == {"het-han": 1}
    assert has(last - timedelta(days=181)) == {"con-hieu-luc": 1}
