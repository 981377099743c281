"""A total handed down: computed, changed with reasons, given as targets, kept as it was, refused in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from ocop.audit.models import Event
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.immutability import triggers_off
from ocop.core.permissions import Role
from ocop.rulebook.allocation import allocate
from ocop.rulebook.allocation_policies import read_policies
from ocop.targets.actions import allocations, statements
from ocop.targets.actions.allocations import Asked, Final, Paper
from ocop.targets.enums import Sense
from ocop.targets.integrity import allocations_hold
from ocop.targets.models import Allocation, AllocationLine, Target
from ocop.targets.policies import can_allocate
from ocop.targets.queries.allocations import digest, gather, given_lines
from tests.factories.accounts import AT, act
from tests.factories.places import make_units
from tests.factories.targets import make_item, make_maker, recognise

pytestmark = pytest.mark.django_db
BY_REGISTRATION, BY_POTENTIAL, BALANCED = read_policies().all
KEY, YEAR = "evaluated_in_year", AT.year
PAPER = Paper("QĐ 5/QĐ-UBND", Sense.AT_LEAST)
HA_NOI = {"00004": 6, "09556": 3, "10117": 1}


def office(role: Role = Role.PROVINCE_OFFICE, key: str = "01") -> Acting:
    return act(role, make_units()[key])


def register(numbers: dict[str, int], year: int = YEAR) -> None:
    units = make_units()
    for key, number in numbers.items():
        by = office(Role.COMMUNE_OFFICER, key)
        for n in range(number):
            statements.register_product(
                unit=units[key], year=year, product_name=f"Ý tưởng {n}", producer_name="Hộ mới", by=by, at=AT
            )


def asked(by: Acting, total: int = 13, **changes: object) -> Asked:
    return replace(Asked(by.unit, KEY, YEAR, total, BY_REGISTRATION), **changes)


def give(
    by: Acting | None = None,
    changes: dict[str, int] | None = None,
    reasons: dict[str, str] | None = None,
    paper: Paper = PAPER,
    what: Asked | None = None,
) -> Allocation:
    """As a person would on the page: the computed numbers with some changed."""
    by = by or office()
    what = what or asked(by)
    units = gather(what.unit, what.indicator, what.year, AT.date())
    values = allocate(what.total, [one.inputs for one in units], what.policy).values
    final = Final(digest(units), {**values, **(changes or {})}, reasons or {})
    return allocations.give(asked=what, final=final, paper=paper, by=by, at=AT)


def values_of(given: Allocation) -> dict[str, int]:
    return {line.unit.key: line.value for line in given.lines.all()}


def test_total_becomes_the_targets_of_the_units_with_one_event():
    register(HA_NOI)
    given = give()

    assert values_of(given) == {"00004": 8, "09556": 4, "10117": 1}
    targets = {one.unit.key: one.value for one in Target.objects.standing()}
    assert targets == values_of(given)
    assert {one.document for one in Target.objects.all()} == {PAPER.document}
    event = Event.objects.get(verb="target.allocated")
    assert (event.data["total"], event.data["units"], event.data["changed"]) == (13, 3, 0)
    assert Event.objects.filter(verb="target.set").count() == 0
    assert not allocations_hold().problems


def test_change_of_a_person_is_kept_beside_the_computed_number():
    register(HA_NOI)
    given = give(
        changes={"00004": 7, "10117": 2},
        reasons={"00004": "Thiếu vùng nguyên liệu", "10117": "Có thêm hợp tác xã"},
    )

    line = given.lines.get(unit__key="10117")
    assert (line.computed, line.value, line.changed, line.reason) == (1, 2, 1, "Có thêm hợp tác xã")
    assert given.lines.get(unit__key="09556").reason == ""
    assert not allocations_hold().problems


def test_inputs_are_counted_from_the_records_and_kept():
    units = make_units()
    register({"09556": 2})
    maker = make_maker(units["09556"])
    recognise(make_item(maker, units["09556"]), date(YEAR - 3, 3, 1))  # its term ends this year
    recognise(make_item(maker, units["09556"]), date(YEAR - 1, 3, 1))
    recognise(make_item(make_maker(units["01273"]), units["01273"]), date(YEAR - 1, 3, 1))  # another province
    statements.set_target(
        unit=units["09556"],
        indicator=KEY,
        value=Decimal(4),
        year_from=YEAR - 1,
        year_until=YEAR - 1,
        sense=Sense.AT_LEAST,
        document="QĐ 1",
        by=office(),
        at=AT,
    )

    line = give(what=asked(office(), 4)).lines.get(unit__key="09556")

    found = (line.registered, line.potential, line.expiring, line.reached, line.target_before)
    assert found == (2, 1, 1, 1, 4)


def test_centre_shares_out_over_provinces():
    register({"00004": 2, "01273": 6})
    given = give(office(Role.CENTRAL_OFFICE, "VN"), what=asked(office(Role.CENTRAL_OFFICE, "VN"), 12))

    assert values_of(given) == {"01": 3, "04": 9}


def test_unit_given_nothing_has_a_line_and_no_target():
    register({"00004": 2})
    given = give(what=asked(office(), 2))

    assert values_of(given) == {"00004": 2, "09556": 0, "10117": 0}
    assert Target.objects.count() == 1
    assert not allocations_hold().problems


def test_giving_again_replaces_with_a_reason_and_keeps_the_first():
    register(HA_NOI)
    first = give()
    with pytest.raises(RuleBroken, match="3 đơn vị đã có chỉ tiêu này"):
        give()
    again = replace(PAPER, document="QĐ 9/QĐ-UBND", reason="Tỉnh giao thêm")
    second = give(paper=again, what=asked(office(), 20))

    standing = {one.unit.key: int(one.value) for one in Target.objects.standing()}
    assert standing == values_of(second) == {"00004": 12, "09556": 6, "10117": 2}
    assert values_of(first) == {"00004": 8, "09556": 4, "10117": 1}
    assert not allocations_hold().problems


@pytest.mark.parametrize(
    ("changes", "reasons", "sentence"),
    [
        ({"00004": 9}, {"00004": "x"}, "cộng lại là 14, nhiều hơn 1 so với tổng 13"),
        ({"00004": 7}, {"00004": "x"}, "cộng lại là 12, còn thiếu 1 so với tổng 13"),
        ({"00004": 7, "10117": 2}, {"00004": "x"}, "1 đơn vị được sửa mà chưa ghi lý do"),
        ({"00004": 7, "10117": 2}, {"00004": "x", "10117": " "}, "chưa ghi lý do"),
        ({"00004": -1}, {"00004": "x"}, "không được âm"),
        ({"01273": 1}, {}, "Danh sách đơn vị không đúng"),
    ],
)
def test_change_that_does_not_hold_is_refused_and_nothing_is_written(changes, reasons, sentence):
    register(HA_NOI)
    with pytest.raises(RuleBroken, match=sentence):
        give(changes=changes, reasons=reasons)
    assert not Allocation.objects.exists()
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("what", "paper", "sentence"),
    [
        ({"indicator": "producers"}, PAPER, "chọn một chỉ số"),
        ({"year": YEAR + 2}, PAPER, "Chỉ phân bổ chỉ tiêu của năm"),
        ({}, replace(PAPER, document=" "), "văn bản làm căn cứ"),
    ],
)
def test_question_that_does_not_hold_is_refused(what, paper, sentence):
    register(HA_NOI)
    final = Final("", {})
    with pytest.raises(RuleBroken, match=sentence):
        allocations.give(asked=asked(office(), **what), final=final, paper=paper, by=office(), at=AT)


def test_policy_that_cannot_reach_the_total_is_refused_in_its_own_words():
    register(HA_NOI)
    by = office()
    seen = digest(gather(by.unit, KEY, YEAR, AT.date()))
    with pytest.raises(RuleBroken, match="chỉ nhận được 35, ít hơn tổng 1000"):
        allocations.give(
            asked=asked(by, 1000, policy=BALANCED), final=Final(seen, {}), paper=PAPER, by=by, at=AT
        )


def test_numbers_that_moved_since_the_page_was_opened_are_refused():
    register(HA_NOI)
    by = office()
    seen = digest(gather(by.unit, KEY, YEAR, AT.date()))
    line = office(Role.COMMUNE_OFFICER, "10117")
    statements.register_product(
        unit=line.unit, year=YEAR, product_name="Mới", producer_name="Hộ", by=line, at=AT
    )

    with pytest.raises(RuleBroken, match="đã đổi từ lúc"):
        allocations.give(
            asked=asked(by), final=Final(seen, dict.fromkeys(HA_NOI, 0)), paper=PAPER, by=by, at=AT
        )


def test_only_who_sets_targets_for_the_own_province_or_the_nation_may():
    province, commune = office(), office(Role.COMMUNE_OFFICER, "09556")
    assert can_allocate(province.unit, by=province)
    assert "không phân bổ chỉ tiêu thay" in can_allocate(make_units()["04"], by=province).reason
    assert "Vai trò hiện tại" in can_allocate(commune.unit, by=commune).reason
    assert "Vai trò hiện tại" in can_allocate(province.unit, by=office(Role.AUDITOR)).reason
    with pytest.raises(PermissionRefused):
        allocations.give(asked=asked(commune), final=Final("", {}), paper=PAPER, by=commune, at=AT)


def test_who_sees_an_allocation():
    register(HA_NOI)
    given = give()
    seen = [
        key
        for key, role in (
            ("01", Role.PROVINCE_OFFICE),
            ("09556", Role.COMMUNE_OFFICER),
            ("VN", Role.CENTRAL_OFFICE),
            ("04", Role.PROVINCE_OFFICE),
            ("01273", Role.COMMUNE_OFFICER),
        )
        if Allocation.objects.visible_to(office(role, key)).filter(pk=given.pk).exists()
    ]
    assert seen == ["01", "09556", "VN"]


def test_allocation_cannot_be_changed_in_the_database():
    register(HA_NOI)
    give()
    for model, change in ((Allocation, {"total": 1}), (AllocationLine, {"value": 1})):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_check_finds_what_was_tampered_with():
    register(HA_NOI)
    given = give()
    for model, change, sentence in (
        (Allocation, {"total": 99}, "khác tổng 99"),
        (AllocationLine, {"registered": 50}, "tính lại ra số khác"),
        (Target, {"value": 77}, "khác phân bổ"),
    ):
        with transaction.atomic():
            with triggers_off():
                model.objects.filter(pk=model.objects.order_by("pk").values_list("pk")[:1].get()[0]).update(
                    **change
                )
            assert any(sentence in problem for problem in allocations_hold().problems), model
            transaction.set_rollback(True)
    assert values_of(given)
    assert not allocations_hold().problems


def test_kept_lines_say_why_as_they_did_then():
    register(HA_NOI)
    given = give()
    register({"10117": 30}, YEAR + 1)  # later records do not change what was said

    top = given_lines(given)[0]

    assert (top.line.unit.key, top.share) == ("00004", 100)
    assert top.why[0] == "Căn cứ: sản phẩm đăng ký 6."
    assert top.why[-1] == "Nhiều hơn số đăng ký 2."
