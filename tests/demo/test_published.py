"""The scenario's records give back every figure of the five founding articles."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from ocop.core import checks_registry
from ocop.core.acting import system
from ocop.core.clock import now, today
from ocop.core.indicators import Boundary, indicators
from ocop.demo.published import installing
from ocop.places.actions import load_units
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme.actions import load_criteria
from ocop.recognition.models import HistoricRecognition
from ocop.reports.catalogue import Asked
from ocop.reports.published_figures import as_markdown, build
from ocop.rulebook.figures import rounding_gap
from ocop.targets.actions.facts import refresh_all
from ocop.targets.models import DeclaredFigure, ProductFact, Rank, Registration, Target
from ocop.targets.published import published_figures
from ocop.targets.queries.computing import counts, counts_by, figures, rows_of, scope_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
]  # each test in a savepoint of the scenario's transaction
REVIEW = date(2020, 12, 31)


@pytest.fixture(scope="module")
def scenario(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Built once for this module, in a transaction that is thrown away."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        load_criteria(by=system(today()), at=now())
        installing.install(at=now())
        yield
        transaction.set_rollback(True)


def report() -> list[dict[str, Any]]:
    return build(Asked())["rows"]


def test_every_published_figure_comes_out(scenario: None) -> None:
    rows = report()

    assert [row for row in rows if not row["equal"]] == []
    assert len(rows) == 80
    assert [Decimal(row["value"]) for row in rows] == [row.value for row in published_figures()]


def test_what_records_can_say_is_computed_and_the_rest_names_its_source(scenario: None) -> None:
    rows = report()
    by_kind = {
        row["stated_by"]: [one for one in rows if one["stated_by"] == row["stated_by"]] for row in rows
    }

    names = {"computed": "bản ghi", "declared": "số khai báo", "target": "chỉ tiêu"}
    assert {kind: len(found) for kind, found in by_kind.items()} == Counter(
        names[row.kind] for row in published_figures()
    )
    assert len(by_kind["bản ghi"]) >= 40
    assert all(row["kind"] == "computed" for row in by_kind["bản ghi"])
    for model in (DeclaredFigure, Target):
        assert not model.objects.filter(document="").exists()


def test_shares_of_the_review_add_up_to_more_than_a_hundred_and_the_counts_do_not(scenario: None) -> None:
    nation = scope_of(Unit.objects.get(key="VN"), REVIEW)
    keys = ("stars_3", "stars_4", "stars_5", "potential_5")
    found = figures(nation, [*(f"{key}_share" for key in keys), *keys, "recognised_products"])

    assert rounding_gap(Decimal(one.text) for one in found[:4]) == Decimal("0.1")
    assert sum(one.value for one in found[4:8]) == found[8].value == 4469


def test_contradictions_are_explained(scenario: None) -> None:
    said = {(row["place"], row["indicator"]): row["explanation"] for row in report()}

    assert "100,1" in said["Việt Nam", "tỷ lệ sản phẩm đạt 3 sao"]
    assert "779" in said["Hà Nội", "mục tiêu: sản phẩm OCOP được đánh giá, phân hạng thêm trong năm"]


def test_figures_change_when_a_record_is_missing(scenario: None) -> None:
    """The report counts; it does not repeat what was printed."""
    Rank.objects.filter(then_district="2025-D268").first().delete()

    wrong = [row["indicator"] for row in report() if not row["equal"]]
    assert "sản phẩm OCOP đạt từ 3 sao trở lên" in wrong


@pytest.mark.parametrize("boundary", list(Boundary))
def test_provinces_and_districts_add_up(scenario: None, boundary: Boundary) -> None:
    wanted = [
        one for one in indicators() if one.counted and one.source not in ("units", "dossiers", "trades")
    ]
    nation = scope_of(Unit.objects.get(key="VN"), REVIEW, start=date(2018, 1, 1), boundary=boundary)
    parts = counts_by(nation, wanted, "province")
    assert {one.key: sum(part.get(one.key, 0) for part in parts.values()) for one in wanted} == counts(
        nation, wanted
    )
    if boundary == Boundary.THEN:
        capital = scope_of(Unit.objects.get(key="2025-P01"), REVIEW)
        parts = counts_by(capital, wanted, "district")
        summed = {one.key: sum(part.get(one.key, 0) for part in parts.values()) for one in wanted}
        assert summed == counts(capital, wanted)


def test_rows_behind_a_figure_are_its_records(scenario: None) -> None:
    district = scope_of(Unit.objects.get(key="2025-D268"), REVIEW)
    found = figures(district, ["stars_4"])[0]
    rows = list(rows_of(found.indicator, district))

    assert (found.value, len(rows)) == (13, 13)
    records = HistoricRecognition.objects.filter(product__in=[row.product_id for row in rows])
    assert {record.district_wording for record in records} == {"quận Hà Đông"}


def test_everything_invented_says_so(scenario: None) -> None:
    for model in (Product, Producer, Registration, Target, DeclaredFigure):
        assert not model.objects.filter(is_demo=False).exists()
    assert not HistoricRecognition.objects.exclude(note__startswith="KỊCH BẢN").exists()
    assert not Product.objects.exclude(name__contains="kịch bản").exists()


def test_integrity_holds_and_a_recount_changes_nothing(scenario: None) -> None:
    before = (ProductFact.objects.count(), Rank.objects.count())
    refresh_all()

    assert (ProductFact.objects.count(), Rank.objects.count()) == before
    assert [row for row in checks_registry.run(["I50", "I51"]) if not row["ok"]] == []


def test_command_answers_in_the_agreed_shape(scenario: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("indicators", "--unit", "268", "--on", "2020-12-31", "--json")
    answer = json.loads(capsys.readouterr().out)

    assert (answer["unit"], answer["on"]) == ("268", "2020-12-31")
    found = {one["key"]: one for one in answer["indicators"]}
    assert len([one for one in found.values() if one["kind"] == "computed"]) >= 40
    assert {key: found["stars_4"][key] for key in ("value", "unit_of_measure", "kind", "rows")} == {
        "value": "13",
        "unit_of_measure": "sản phẩm",
        "kind": "computed",
        "rows": 13,
    }
    assert (found["anniversary_years"]["kind"], found["anniversary_years"]["value"]) == ("declared", None)


def test_second_run_changes_nothing(scenario: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocop.demo.management.commands.scenario.call_command", lambda *a, **k: None)
    before = Product.objects.count()

    call_command("scenario", "published")

    assert Product.objects.count() == before


def test_unknown_unit_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="Không có đơn vị hành chính"):
        call_command("indicators", "--unit", "99999", "--json")


def test_page_of_the_documentation_is_what_the_report_says(scenario: None) -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "published-figures.md").read_text(encoding="utf-8")

    assert written == as_markdown(build(Asked()))
