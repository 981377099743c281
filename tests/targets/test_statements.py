"""Declared figures, targets and registrations: each with a paper, none changed afterwards, refusals in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from ocop.audit.models import Event
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.targets.actions import statements
from ocop.targets.enums import Sense
from ocop.targets.models import DeclaredFigure, Registration, Target
from ocop.targets.queries import boards
from ocop.targets.queries.computing import figures, scope_of
from tests.factories.accounts import AT, act
from tests.factories.places import make_units
from tests.factories.targets import make_item, make_maker, recognise

pytestmark = pytest.mark.django_db
YEAR = {"from_on": date(2025, 1, 1), "until_on": date(2025, 12, 31)}
PAPER = {"document": "Báo cáo 12/BC-UBND"}


def office(role: Role = Role.PROVINCE_OFFICE, key: str = "01") -> Acting:
    return act(role, make_units()[key])


def say(value: int = 19, by: Acting | None = None, **changes: object) -> DeclaredFigure:
    by = by or office()
    values = {
        "unit": by.unit,
        "indicator": "programme_years",
        "value": Decimal(value),
        **YEAR,
        **PAPER,
        **changes,
    }
    return statements.declare(by=by, at=AT, **values)


def goal(value: int = 400, by: Acting | None = None, **changes: object) -> Target:
    by = by or office()
    values = {
        "unit": by.unit,
        "indicator": "recognised_in_year",
        "value": Decimal(value),
        "year_from": 2025,
        "year_until": 2025,
        "sense": Sense.AT_LEAST,
        **PAPER,
        **changes,
    }
    return statements.set_target(by=by, at=AT, **values)


def test_declared_figure_is_shown_as_declared_with_its_paper():
    by = office()
    say(by=by)

    found = figures(scope_of(by.unit, date(2025, 12, 31)), ["programme_years"])[0]

    assert (found.kind, found.text, found.rows, found.declared.document) == (
        "declared",
        "19",
        1,
        PAPER["document"],
    )
    assert Event.objects.filter(verb="figure.declared").count() == 1


def test_declared_figure_stands_beside_a_counted_one_and_is_never_added():
    by = office()
    recognise(make_item(make_maker(by.unit), by.unit), date(2025, 3, 1))
    say(500, by, indicator="recognised_products")

    found = figures(scope_of(by.unit, date(2025, 12, 31)), ["recognised_products"])[0]

    assert (found.kind, found.value, found.declared.value) == ("computed", 1, 500)


def test_declared_figure_of_another_year_is_not_the_figure_of_this_one():
    by = office()
    say(by=by)

    assert figures(scope_of(by.unit, date(2026, 6, 1)), ["programme_years"])[0].text == ""


def test_correction_is_a_new_record_that_names_the_old_one():
    by = office()
    old = say(by=by)
    new = statements.correct_figure(
        figure=old, value=Decimal(21), document="Báo cáo 15/BC-UBND", reason="Đếm sót hai điểm", by=by, at=AT
    )

    assert (new.corrects, list(DeclaredFigure.objects.standing())) == (old, [new])
    assert figures(scope_of(by.unit, date(2025, 12, 31)), ["programme_years"])[0].text == "21"
    with pytest.raises(RuleBroken, match="mở bản mới nhất"):
        statements.correct_figure(figure=old, value=Decimal(1), document="x", reason="lần nữa", by=by, at=AT)


def test_statements_cannot_be_changed_in_the_database():
    say()
    goal()
    for model in (DeclaredFigure, Target):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            model.objects.update(value=1)
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            model.objects.all().delete()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": Decimal(-1)}, "không được âm"),
        ({"indicator": "value_chain_share", "value": Decimal(101)}, "không quá 100"),
        ({"document": " "}, "văn bản làm căn cứ"),
        ({"until_on": date(2024, 12, 31)}, "Ngày cuối kỳ"),
        ({"until_on": date(2026, 12, 31)}, "Kỳ chưa kết thúc"),
        ({"from_on": date(2017, 1, 1)}, "bắt đầu từ năm 2018"),
        ({"indicator": "no_such"}, "chọn một chỉ số"),
    ],
)
def test_declaration_is_refused_in_words(changes, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        say(**changes)


def test_same_period_is_declared_once():
    by = office()
    say(by=by)
    with pytest.raises(RuleBroken, match="đính chính"):
        say(20, by)


def test_office_states_for_its_own_units_and_their_former_selves_only():
    units, by = make_units(), office()
    say(by=by, unit=units["00004"])
    say(by=by, unit=units["2025-D268"])
    with pytest.raises(PermissionRefused, match="không ghi số liệu cho"):
        say(by=by, unit=units["04"])
    with pytest.raises(PermissionRefused, match="Vai trò hiện tại"):
        say(by=office(Role.AUDITOR))
    with pytest.raises(PermissionRefused, match="không ghi số liệu cho"):
        say(by=office(Role.COMMUNE_OFFICER, "09556"), unit=units["01"])


def test_target_meets_its_own_figure_and_the_sum_given_below():
    units, by = make_units(), office()
    recognise(make_item(make_maker(units["09556"]), units["09556"]), date(2025, 3, 1))
    own = goal(3, by)
    goal(1, by, unit=units["09556"])
    goal(1, by, unit=units["00004"])

    found = boards.goals([own], AT.date())[0]

    assert (found.reached, found.gap, found.kind) == ("1", "-2", "computed")
    below = boards.roll_up(own)
    assert (below.given, below.units, below.gap(own.value)) == (2, 2, -1)


def test_target_of_several_years_is_no_target_of_one_year():
    by = office()
    goal(2000, by, year_from=2021, year_until=2025)

    assert figures(scope_of(by.unit, date(2025, 12, 31)), ["recognised_in_year"])[0].target is None
    period = scope_of(by.unit, date(2025, 12, 31), start=date(2021, 1, 1))
    assert figures(period, ["recognised_in_year"])[0].target.value == 2000


def test_target_is_set_once_and_adjusted_with_a_reason():
    by = office()
    old = goal(by=by)
    with pytest.raises(RuleBroken, match="điều chỉnh"):
        goal(500, by)
    with pytest.raises(RuleBroken, match="lý do"):
        statements.correct_target(target=old, value=Decimal(500), document="QĐ 2", reason=" ", by=by, at=AT)
    new = statements.correct_target(
        target=old, value=Decimal(500), document="QĐ 2", reason="Tỉnh giao thêm", by=by, at=AT
    )
    assert [one.value for one in Target.objects.standing()] == [500]
    assert boards.corrections(new) == [old]


def test_commune_cannot_set_targets():
    with pytest.raises(PermissionRefused):
        goal(by=office(Role.COMMUNE_OFFICER, "09556"))


def test_registered_product_takes_part_and_counts_against_the_plan():
    commune = office(Role.COMMUNE_OFFICER, "09556")
    product = make_item(make_maker(commune.unit), commune.unit)
    goal(3, office(), indicator="evaluated_in_year", year_from=2026, year_until=2026)

    statements.register_product(unit=commune.unit, year=2026, product=product, by=commune, at=AT)
    statements.register_product(
        unit=commune.unit, year=2026, product_name="Ý tưởng", producer_name="Hộ mới", by=commune, at=AT
    )

    keys = ["registered_products", "registered_over_plan", "products_taking_part"]
    found = figures(scope_of(make_units()["01"], AT.date()), keys)
    assert [one.text for one in found] == ["2", "-1", "1"]


def test_withdrawn_line_stays_and_stops_counting():
    commune = office(Role.COMMUNE_OFFICER, "09556")
    line = statements.register_product(
        unit=commune.unit, year=2026, product_name="Ý tưởng", producer_name="Hộ mới", by=commune, at=AT
    )
    with pytest.raises(RuleBroken, match="đã có trong danh sách"):
        statements.register_product(
            unit=commune.unit, year=2026, product_name="ý tưởng", producer_name="Hộ mới", by=commune, at=AT
        )

    statements.withdraw_registration(line=line, reason="Chưa sẵn sàng", by=commune, at=AT)

    assert Registration.objects.get().withdrawn_on == AT.date()
    assert figures(scope_of(commune.unit, AT.date()), ["registered_products"])[0].value == 0
    with pytest.raises(RuleBroken, match="đã rút"):
        statements.withdraw_registration(line=line, reason="Lần nữa", by=commune, at=AT)
