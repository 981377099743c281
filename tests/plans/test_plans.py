"""Plans from the first word to the last: states, refusals, the tree, amendments, money and progress."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.plans.actions import contents, plans, working
from ocop.plans.actions.reminding import remind
from ocop.plans.checks import plans_stand_below_higher_ones, reports_and_sums_agree
from ocop.plans.models import BudgetLine, Movement, Plan, Task
from ocop.plans.navigation import waiting
from ocop.plans.queries.money import money_table
from ocop.plans.queries.objectives import live
from ocop.plans.queries.paper import plan_paper
from ocop.plans.queries.tree import below
from ocop.rulebook.plan_money import Amounts
from ocop.targets.models import Target
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units
from tests.factories.plans import PAPER, add_line, add_objective, add_task, draft, issue, issued, officer
from tests.factories.targets import make_item, make_maker, recognise

pytestmark = pytest.mark.django_db


def test_from_draft_to_closed_with_the_paper_that_issued_it():
    by = officer(make_units()["01"])
    plan = issued(by)
    assert (plan.state, plan.number, plan.decided_on) == ("issued", "12/KH-UBND", date(2026, 1, 15))

    plan = plans.move(plan=plan, name="close", reason="Đã tổng kết", by=by, at=AT)
    assert (plan.state, plan.ended_on) == ("closed", DAY)


def test_a_new_plan_takes_over_the_common_headings_or_those_of_the_plan_above():
    units = make_units()
    upper = issued(officer(units["01"]))
    kinds = [group.kind for group in upper.groups.all()]
    assert [kinds.count(kind) for kind in ("objective", "task", "solution")] == [3, 7, 8]

    lower = draft(officer(units["09556"]), upper=upper, take_over="upper")
    assert [g.title for g in lower.groups.all()] == [g.title for g in upper.groups.all()]
    assert not draft(officer(units["00004"]), take_over="none").groups.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period": "2021-2025"}, "không thuộc giai đoạn"),
        ({"period": "x"}, "chọn giai đoạn"),
    ],
)
def test_years_outside_the_period_are_refused(changes, words):
    with pytest.raises(RuleBroken, match=words):
        draft(officer(make_units()["01"]), **changes)


def test_one_plan_for_a_unit_and_its_years():
    by = officer(make_units()["01"])
    draft(by)
    with pytest.raises(RuleBroken, match="đã có kế hoạch cho năm 2026"):
        draft(by)
    draft(by, year=2027)
    assert draft(by, year=None).years == "2026–2030"


def test_the_tree_takes_only_plans_in_force_of_a_unit_above_in_the_same_period():
    units = make_units()
    nation, capital = officer(units["VN"]), officer(units["01"])
    commune, far = officer(units["09556"]), officer(units["01290"])
    before = {"year": 2025, "period": "2021-2025"}
    old = issued(nation, **before, paper={**PAPER, "decided_on": date(2025, 1, 1)})
    with pytest.raises(RuleBroken, match="cùng giai đoạn"):
        draft(capital, upper=old)
    province = draft(capital)
    with pytest.raises(RuleBroken, match="đang có hiệu lực"):
        draft(commune, upper=province)
    province = issue(province, capital)
    with pytest.raises(RuleBroken, match="cấp cao hơn"):
        draft(nation, upper=province)
    with pytest.raises(RuleBroken, match="chính tỉnh"):
        draft(far, upper=province)
    with pytest.raises(RuleBroken, match="nằm trong các năm"):
        draft(commune, year=2027, upper=province)
    assert draft(commune, upper=province).upper == province
    assert plans_stand_below_higher_ones().ok


def test_what_is_missing_is_said_before_submitting():
    by = officer(make_units()["01"])
    plan = draft(by, take_over="none")
    with pytest.raises(RuleBroken, match="chưa có mục tiêu nào; chưa có nhiệm vụ nào"):
        plans.submit(plan=plan, by=by, at=AT)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": " "}, "số của văn bản"),
        ({"signer": ""}, "người ký"),
        ({"decided_on": DAY + timedelta(days=1)}, "sau hôm nay"),
        ({"decided_on": None}, "ngày ban hành"),
    ],
)
def test_issuing_needs_its_paper(changes, words):
    by = officer(make_units()["01"])
    plan = plans.submit(plan=draft(by), by=by, at=AT)
    with pytest.raises(RuleBroken, match=words):
        plans.issue(plan=plan, paper={**PAPER, **changes}, by=by, at=AT)


def test_steps_and_edits_are_refused_in_the_wrong_state_or_by_another_office():
    units = make_units()
    by, other = officer(units["01"]), officer(units["04"])
    plan = draft(by)
    with pytest.raises(RuleBroken, match="chỉ làm được khi"):
        plans.issue(plan=plan, paper=PAPER, by=by, at=AT)
    with pytest.raises(PermissionRefused, match="chỉ xem được"):
        plans.submit(plan=plan, by=other, at=AT)
    with pytest.raises(PermissionRefused):
        draft(act(Role.AUDITOR, units["01"]))
    plan = plans.submit(plan=plan, by=by, at=AT)
    with pytest.raises(RuleBroken, match="trả về soạn tiếp"):
        add_task(plan, by)
    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        plans.move(plan=plan, name="return", reason=" ", by=by, at=AT)
    plan = plans.issue(plan=plan, paper=PAPER, by=by, at=AT)
    with pytest.raises(RuleBroken, match="bản điều chỉnh"):
        plans.edit_plan(plan=plan, data={"title": "Tên khác"}, by=by, at=AT)


def test_items_that_say_nothing_are_refused_beside_their_field():
    by = officer(make_units()["01"])
    plan = draft(by)
    for add, fields, field in (
        (add_objective, {"indicator": "", "value": None}, "words"),
        (add_objective, {"indicator": "", "words": "Tốt hơn"}, "indicator"),
        (add_objective, {"indicator": "stars_3", "value": None}, "value"),
        (add_objective, {"indicator": "producers_recognised_share", "value": 101}, "value"),
        (add_objective, {}, "indicator"),
        (add_task, {"due_on": date(2027, 1, 1)}, "due_on"),
        (add_task, {"office": " "}, "office"),
        (add_task, {"group": plan.groups.filter(kind="objective").first()}, "group"),
        (add_line, {"planned": 0}, "planned"),
    ):
        with pytest.raises(RuleBroken) as refused:
            add(plan, by, **fields)
        assert refused.value.field == field


def test_items_are_changed_and_removed_while_drafting_only():
    by = officer(make_units()["01"])
    plan = draft(by)
    task = plan.tasks.get()
    with pytest.raises(RuleBroken, match="còn mục tiêu hoặc nhiệm vụ"):
        contents.remove_item(item=task.group, by=by, at=AT)
    line = contents.change_item(
        item=plan.lines.get(), data={"content": "Hội chợ", "source": "central", "planned": 7}, by=by, at=AT
    )
    assert (line.content, line.planned) == ("Hội chợ", 7)
    contents.remove_item(item=line, by=by, at=AT)
    assert not plan.lines.exists()
    plan = issue(plan, by)
    with pytest.raises(RuleBroken, match="không sửa được"):
        contents.remove_item(item=plan.tasks.get(), by=by, at=AT)


@pytest.mark.parametrize(
    ("model", "change"),
    [(Plan, {"title": "x"}), (Task, {"due_on": DAY}), (BudgetLine, {"planned": 1_000_000_000})],
)
def test_the_database_keeps_the_words_of_an_issued_plan(model, change):
    plan = issued(officer(make_units()["01"]))
    rows = model.objects.filter(pk=plan.pk) if model is Plan else model.objects.filter(plan=plan)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)


def test_issuing_makes_targets_and_objectives_show_what_is_reached():
    units = make_units()
    by = officer(units["01"])
    plan = issued(by)
    target = Target.objects.get(unit=units["01"], indicator="recognised_in_year")
    assert (target.value, target.years, plan.objectives.get().target) == (5, "2026", target)

    maker = make_maker(units["09556"])
    for _ in range(7):
        recognise(make_item(maker, units["09556"]), date(2026, 3, 1))
    row = live(plan, list(plan.objectives.all()), DAY)[0]
    assert (row.goal, row.reached, row.gap, row.met) == ("ít nhất 5", "7", "2", True)


def test_numbers_of_objectives_are_written_as_people_here_write_them():
    units = make_units()
    by = officer(units["01"])
    plan = draft(by)
    add_objective(plan, by, indicator="stars_4", value=Decimal(1250))
    add_objective(plan, by, indicator="producers_recognised_share", value=Decimal("66.5"))
    for _ in range(3):
        make = make_maker(units["09556"])
        recognise(make_item(make, units["09556"]), date(2026, 3, 1))
    rows = {
        row.objective.indicator: (row.goal, row.reached, row.gap)
        for row in live(plan, list(plan.objectives.all()), DAY)
    }
    assert rows["stars_4"] == ("ít nhất 1.250", "0", "-1.250")
    assert rows["producers_recognised_share"] == ("ít nhất 66,5", "100", "33,5")


def test_a_commune_joins_the_target_it_was_given_and_sees_another_number():
    from ocop.targets.actions import statements

    units = make_units()
    statements.set_target(
        unit=units["09556"],
        indicator="recognised_in_year",
        value=Decimal(9),
        year_from=2026,
        year_until=2026,
        sense="at_least",
        document="QĐ giao",
        by=officer(units["01"]),
        at=AT,
    )
    plan = issued(officer(units["09556"]))
    assert plan.objectives.get().target.value == 9
    assert live(plan, list(plan.objectives.all()), DAY)[0].assigned == 9
    assert Target.objects.count() == 1


def test_an_amendment_neither_drops_nor_undercuts_money_that_is_committed():
    by = officer(make_units()["01"])
    old = issued(by)
    task, line = old.tasks.get(), old.lines.get()
    new = plans.amend(plan=old, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đang soạn"):
        plans.amend(plan=old, by=by, at=AT)
    working.report_progress(task=task, percent=40, words="Xong 2 lớp", reported_on=DAY, by=by, at=AT)
    working.move_money(line=line, kind="committed", amount=60_000_000, moved_on=DAY, by=by, at=AT)
    contents.change_item(
        item=new.lines.get(),
        data={"content": "Tập huấn", "source": "province", "planned": 59_999_999},
        by=by,
        at=AT,
    )
    paper = {**PAPER, "number": "20/KH-UBND", "decided_on": DAY}
    with pytest.raises(RuleBroken, match="ít hơn số đã cam kết"):
        issue(new, by, paper=paper)
    new = plans.move(plan=new, name="return", reason="Sửa số tiền", by=by, at=AT)
    contents.remove_item(item=new.lines.get(), by=by, at=AT)
    with pytest.raises(RuleBroken, match="không bỏ được"):
        issue(new, by, paper=paper)
    assert Plan.objects.get(pk=old.pk).state == "issued"


def test_the_amended_version_counts_on():
    by = officer(make_units()["01"])
    old = issued(by)
    working.report_progress(task=old.tasks.get(), percent=100, words="Xong", reported_on=DAY, by=by, at=AT)
    working.move_money(line=old.lines.get(), kind="committed", amount=60, moved_on=DAY, by=by, at=AT)
    new = issue(
        plans.amend(plan=old, by=by, at=AT), by, paper={**PAPER, "number": "20/KH-UBND", "decided_on": DAY}
    )
    old.refresh_from_db()
    assert (old.state, old.ended_on, new.version, old.tasks.get().percent) == ("amended", DAY, 2, 100)
    assert (new.tasks.get().percent, new.tasks.get().done_on, new.lines.get().committed) == (100, DAY, 60)
    working.move_money(line=new.lines.get(), kind="spent", amount=50, moved_on=DAY, by=by, at=AT)
    assert reports_and_sums_agree().ok and plans_stand_below_higher_ones().ok
    with pytest.raises(RuleBroken, match="chỉ ghi tiến độ"):
        working.report_progress(task=old.tasks.get(), percent=1, words="x", reported_on=DAY, by=by, at=AT)


@pytest.mark.parametrize(
    ("kind", "amount", "words", "sentence"),
    [
        ("committed", 100_000_001, "", "vượt số dự kiến"),
        ("spent", 1, "", "nhiều hơn số đã cam kết"),
        ("committed", 0, "", "khác 0"),
        ("committed", -1, "", "phải ghi lý do"),
        ("committed", -1, "Ghi nhầm", "nhiều hơn số đã ghi"),
    ],
)
def test_money_stays_inside_the_plan(kind, amount, words, sentence):
    by = officer(make_units()["01"])
    line = issued(by).lines.get()
    with pytest.raises(RuleBroken, match=sentence):
        working.move_money(line=line, kind=kind, amount=amount, moved_on=DAY, words=words, by=by, at=AT)
    assert not Movement.objects.exists()


def test_progress_cannot_be_of_tomorrow_nor_before_the_plan():
    by = officer(make_units()["01"])
    task = issued(by).tasks.get()
    for on, words in ((DAY + timedelta(days=1), "sau hôm nay"), (date(2025, 12, 31), "trước năm đầu")):
        with pytest.raises(RuleBroken, match=words):
            working.report_progress(task=task, percent=5, words="x", reported_on=on, by=by, at=AT)


@given(
    st.lists(
        st.tuples(st.sampled_from(["central", "province", "other"]), st.integers(1, 10**14)), max_size=30
    )
)
def test_sums_of_money_are_the_sum_of_their_lines(rows):
    lines = [
        BudgetLine(content="x", source=source, planned=planned, committed=planned // 2, spent=planned // 3)
        for source, planned in rows
    ]
    table = money_table(lines)
    assert table.total == Amounts(
        sum(one.planned for one in lines),
        sum(one.committed for one in lines),
        sum(one.spent for one in lines),
    )
    assert sum((sums for _, sums in table.sources), Amounts()) == table.total
    assert bool(table.in_words) == bool(rows)


def test_late_tasks_are_told_once_and_wait_in_the_work_list():
    by = officer(make_units()["01"])
    plan = draft(by)
    add_task(plan, by, title="Sắp đến hạn", due_on=DAY + timedelta(days=3))
    add_task(plan, by, title="Đã quá hạn", due_on=DAY - timedelta(days=1))
    issue(plan, by)
    assert remind(at=AT) == {"soon": 1, "late": 1}
    assert remind(at=AT) == {"soon": 0, "late": 0}
    told = {one.key: one.text for one in Notification.objects.filter(person=by.person)}
    assert "Sắp đến hạn" in told["plan.tasks_soon"] and "Đã quá hạn" in told["plan.tasks_late"]
    assert [(item.label, item.count) for item in waiting(by)] == [("Nhiệm vụ quá hạn của kế hoạch", 1)]


def test_offices_see_drafts_of_their_own_and_issued_ones_in_their_scope():
    units = make_units()
    offices = {key: officer(units[key]) for key in ("VN", "01", "04", "09556", "00004")}
    for key in ("VN", "01", "09556"):
        issued(offices[key])
    draft(offices["04"])
    seen = {
        key: set(Plan.objects.visible_to(by).values_list("unit__key", flat=True))
        for key, by in offices.items()
    }
    assert seen == {
        "VN": {"VN", "01", "09556"},
        "01": {"VN", "01", "09556"},
        "04": {"VN", "04"},
        "09556": {"VN", "01", "09556"},
        "00004": {"VN", "01"},
    }


def test_below_tells_which_units_have_no_plan():
    units = make_units()
    plan = issued(officer(units["01"]))
    issued(officer(units["09556"]))
    draft(officer(units["00004"]))
    found = below(plan, DAY)
    assert (found.count, found.having, [unit.key for unit in found.missing]) == (3, 1, ["00004", "10117"])


def test_the_paper_holds_everything_finished(django_assert_max_num_queries):
    by = officer(make_units()["01"])
    plan = Plan.objects.select_related("unit", "upper").get(pk=issued(by).pk)
    with django_assert_max_num_queries(12):
        paper = plan_paper(plan, DAY)
    assert [len(group.tasks) for group in paper.groups] == [1] + [0] * 14
    assert (paper.money_total.planned, paper.money_in_words) == (100_000_000, "Một trăm triệu đồng")
    assert (paper.objectives[0].goal, paper.number, paper.years) == ("ít nhất 5", "12/KH-UBND", "năm 2026")
