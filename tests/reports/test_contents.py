"""What reports say: figures with the keys of their definitions, lists that are the rows behind them, kept for ever."""

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.indicators import Boundary, indicator
from ocop.core.permissions import Role
from ocop.reports.actions import make_report
from ocop.reports.enums import PeriodKind
from ocop.reports.integrity import kept_reports_unchanged
from ocop.reports.models import MadeReport
from ocop.reports.outlines import RowTable, outline, outlines
from ocop.reports.periods import read_period
from ocop.reports.queries import content_of, report_scope
from ocop.targets.queries.computing import figure, rows_of
from tests.factories.accounts import AT, act
from tests.factories.places import make_units
from tests.factories.targets import make_item, make_maker, recognise

pytestmark = pytest.mark.django_db
TODAY = AT.date()
PLACE = {"nation": "VN", "province": "01", "commune": "09556"}
PERIOD = {
    PeriodKind.DAY: "2026-10-30",
    PeriodKind.QUARTER: "2026-Q3",
    PeriodKind.YEAR: "2026",
    PeriodKind.SPAN: "2026-2030",
}
OFFICE = {
    "nation": Role.CENTRAL_OFFICE,
    "province": Role.PROVINCE_OFFICE,
    "commune": Role.COMMUNE_OFFICER,
}


def fill(count: int = 3, on: date = date(2026, 8, 1), **fields: object) -> None:
    unit = make_units()["09556"]
    maker = make_maker(unit)
    for number in range(count):
        recognise(make_item(maker, unit, name=f"Sản phẩm {number}"), on, **fields)


def told(key: str, level: str = "", period: str = "", boundary: Boundary = Boundary.NOW) -> dict:
    known = outline(key)
    units = make_units()
    read = read_period(period or PERIOD[known.period], known.period, TODAY)
    unit = units[PLACE[level or known.levels[0]]]
    return content_of(known, read, report_scope(unit, read, TODAY, boundary))


def values(content: dict) -> dict[str, str]:
    return {one["definition"]: one["value"] for one in content["figures"]}


def made(key: str = "province_year", level: str = "province", period: str = "", at=AT) -> MadeReport:
    known = outline(key)
    by = act(OFFICE[level], make_units()[PLACE[level]])
    return make_report(outline=known, period=period or PERIOD[known.period], by=by, at=at)


@pytest.mark.parametrize("one", outlines(), ids=lambda one: one.key)
def test_every_figure_is_defined_and_every_list_has_a_counted_figure(one):
    assert all(indicator(key).words for key in one.keys)
    assert len(one.keys) == len(set(one.keys))
    for table in one.tables:
        keys = [table.indicator] if isinstance(table, RowTable) else table.indicators
        assert all(indicator(key).counted for key in keys)


@pytest.mark.parametrize("one", outlines(), ids=lambda one: one.key)
def test_report_answers_as_the_pages_of_figures_do(one):
    fill(4)
    for level in one.levels:
        read = read_period(PERIOD[one.period], one.period, TODAY)
        scope = report_scope(make_units()[PLACE[level]], read, TODAY)
        content = content_of(one, read, scope)

        for said in content["figures"]:
            again = figure(scope, said["definition"])
            assert said["value"] == again.text
            assert said["rows"] in (None, again.rows)
        for table in content["tables"]:
            if table["definition"]:
                assert len(table["rows"]) == rows_of(indicator(table["definition"]), scope).count()


def test_quarter_counts_only_what_happened_in_it():
    fill(2, date(2026, 8, 1))
    fill(3, date(2026, 4, 1))

    third, second = (values(told("commune_quarter", period=f"2026-Q{n}")) for n in (3, 2))

    assert (third["recognised_in_year"], second["recognised_in_year"]) == ("2", "3")
    assert (third["recognised_products"], second["recognised_products"]) == ("5", "3")


def test_lines_of_units_add_up_to_the_figure_and_name_units_without_any():
    fill(5)
    content = told("province_year")
    table = content["tables"][0]

    assert {row[0]: row[2] for row in table["rows"]} == {
        "Phường Ba Đình": 0,
        "Phường Hà Đông": 5,
        "Phường Kiến Hưng": 0,
    }
    for place, column in enumerate(table["columns"][1:], 1):
        assert sum(row[place] for row in table["rows"]) == int(figure_of(content, column["definition"]))


def figure_of(content: dict, key: str) -> str:
    known = values(content)
    return known[key]


def test_former_district_shows_on_the_map_of_then():
    unit = make_units()["09556"]
    words = ("Phường Hà Cầu", "quận Hà Đông", "Hà Nội")
    recognise(make_item(make_maker(unit), unit), date(2022, 5, 1), words=words)

    table = told("province_year", period="2022", boundary=Boundary.THEN)["tables"][0]

    assert [(row[0], row[2]) for row in table["rows"]] == [("Quận Hà Đông", 1)]


def test_expiring_products_come_by_day_with_the_days_left():
    unit = make_units()["09556"]
    maker = make_maker(unit)
    late, soon = (make_item(maker, unit, name=name) for name in ("Muộn", "Sớm"))
    recognise(late, date(2023, 12, 20))
    recognise(soon, date(2023, 11, 20))

    table = told("expiry_list", "commune")["tables"][0]

    assert [row[0] for row in table["rows"]] == ["Sớm", "Muộn"]
    last = date.fromisoformat(table["rows"][0][5])
    assert table["rows"][0][-1] == (last - date(2026, 10, 30)).days > 0


def test_kept_report_opens_as_it_was_after_the_records_changed():
    fill(2)
    first = made()
    content, sums = told("province_year"), first.content_sha256
    files = [file.read_bytes() for file in (first.word, first.excel, first.data)]
    fill(6)

    again = MadeReport.objects.get(pk=first.pk)

    assert again.content == content
    assert values(again.content)["recognised_products"] == "2"
    assert values(told("province_year"))["recognised_products"] == "8"
    assert [file.read_bytes() for file in (again.word, again.excel, again.data)] == files
    assert again.content_sha256 == sums
    assert kept_reports_unchanged().ok


@pytest.mark.parametrize("change", ["update", "delete"])
def test_database_refuses_to_change_a_kept_report(change):
    one = made()
    rows = MadeReport.objects.filter(pk=one.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(period="2025") if change == "update" else rows.delete()

    assert rows.get().period == "2026"


def test_second_report_of_a_period_names_the_first():
    first = made()
    fill(1)
    second = made(at=AT + timedelta(days=1))

    assert second.follows == first
    assert first.follows is None
    assert values(first.content) != values(second.content)
    assert made(period="2025").follows is None


def test_making_is_written_down_with_the_sums_of_the_files():
    one = made()
    event = Event.objects.get(verb="report.made")

    assert event.data["files"] == {
        "word": one.word.sha256,
        "excel": one.excel.sha256,
        "data": one.data.sha256,
    }
    assert event.data["definitions_version"] == one.definitions_version
    assert json.loads(one.data.read_bytes()) == one.content


def test_words_of_a_quarter_keep_the_roman_number():
    read = read_period("2026-Q3", PeriodKind.QUARTER, TODAY)
    assert (read.title, read.words) == ("Quý III năm 2026", "quý III năm 2026")
    assert (read.start, read.end) == (date(2026, 7, 1), date(2026, 9, 30))


def test_year_that_runs_is_told_as_of_today_and_a_past_one_as_of_its_last_day():
    assert told("province_year")["as_of"] == TODAY.isoformat()
    assert told("province_year", period="2025")["as_of"] == "2025-12-31"


@pytest.mark.parametrize(
    ("key", "period", "code"),
    [
        ("province_year", "2026-Q3", "period.kind"),
        ("province_year", "2017", "period.early"),
        ("province_year", "2027", "period.future"),
        ("province_year", "0000", "period.kind"),
        ("commune_quarter", "2026", "period.kind"),
        ("commune_quarter", "2026-Q5", "period.kind"),
        ("expiry_list", "2026-02-30", "period.kind"),
        ("expiry_list", "2026-11-03", "period.future"),
        ("national_review", "2025-2021", "period.kind"),
    ],
)
def test_wrong_period_is_refused(key, period, code):
    with pytest.raises(RuleBroken) as refusal:
        told(key, period=period)
    assert refusal.value.code == code


def test_office_reports_for_itself_only_and_at_its_level():
    units = make_units()
    officer = act(Role.COMMUNE_OFFICER, units["09556"])
    with pytest.raises(RuleBroken, match="cấp tỉnh"):
        make_report(outline=outline("province_year"), period="2026", by=officer, at=AT)

    auditor = act(Role.AUDITOR, units["01"])
    with pytest.raises(PermissionRefused):
        make_report(outline=outline("province_year"), period="2026", by=auditor, at=AT)
    assert not MadeReport.objects.exists()
