"""The pages of plans: written in steps, moved on, watched, filtered, taken out as Excel; same cost for many rows."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ocop.core.permissions import Role
from ocop.plans.actions import plans, working
from ocop.plans.models import Plan
from ocop.targets.queries.computing import figure, rows_of, scope_of
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.places import make_unit, make_units
from tests.factories.plans import PAPER, add_line, add_objective, add_task, draft, issue, issued, officer

pytestmark = pytest.mark.django_db


def cost(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def test_a_plan_is_written_submitted_and_issued_on_its_pages():
    by = officer(make_units()["01"])
    browser = signed_in(by)
    answer = browser.post(
        reverse("plans:create"),
        {"years": "2026-2030|2026", "title": "Kế hoạch OCOP 2026", "take_over": "common"},
    )
    plan = Plan.objects.get()
    assert answer.url == plan.get_absolute_url()
    heading, work = plan.groups.filter(kind="objective").first(), plan.groups.filter(kind="task").first()
    for kind, data in (
        ("muc-tieu", {"group": heading.pk, "indicator": "stars_4", "sense": "at_least", "value": "1.250"}),
        (
            "nhiem-vu",
            {"group": work.pk, "title": "Mở lớp", "office": "Phòng Kinh tế", "due_on": "30/06/2026"},
        ),
        ("kinh-phi", {"content": "Tập huấn", "source": "province", "planned": "120.000.000"}),
    ):
        page = browser.post(reverse("plans:items", args=[plan.code, kind]), data)
        assert page.status_code == (302 if kind != "muc-tieu" else 200), kind
    browser.post(
        reverse("plans:items", args=[plan.code, "muc-tieu"]),
        {"group": heading.pk, "indicator": "stars_4", "sense": "at_least", "value": "1250"},
    )
    browser.post(reverse("plans:move", args=[plan.code, "submit"]))
    refused = browser.post(reverse("plans:move", args=[plan.code, "issue"]), {"number": "1/KH"})
    assert refused.status_code == 200
    browser.post(
        reverse("plans:move", args=[plan.code, "issue"]),
        {"number": "1/KH-UBND", "decided_on": "02/01/2026", "signer": "Phó Chủ tịch Lê Văn Thử"},
    )
    page = browser.get(plan.get_absolute_url()).content.decode()
    assert "Đã ban hành" in page and "Một trăm hai mươi triệu đồng" in page and "ít nhất 1.250" in page


def test_refusals_stand_on_the_page_with_what_was_typed():
    by = officer(make_units()["01"])
    plan = draft(by)
    address = reverse("plans:items", args=[plan.code, "nhiem-vu"])
    group = plan.groups.filter(kind="task").first()
    data = {"group": group.pk, "title": "Việc ngoài năm", "office": "Phòng", "due_on": "01/02/2027"}
    page = signed_in(by).post(address, data).content.decode()
    assert "Hạn phải nằm trong năm 2026" in page and "Việc ngoài năm" in page


def test_items_are_edited_and_removed_on_their_pages():
    by = officer(make_units()["01"])
    plan, browser = draft(by), signed_in(by)
    line = plan.lines.get()
    address = reverse("plans:item", args=[plan.code, "kinh-phi", line.pk])
    assert "100000000" in browser.get(address).content.decode()
    browser.post(address, {"content": "Hội chợ", "source": "other", "planned": "5000000"})
    line.refresh_from_db()
    assert (line.content, line.planned) == ("Hội chợ", 5_000_000)
    browser.post(reverse("plans:remove", args=[plan.code, "kinh-phi", line.pk]))
    assert not plan.lines.exists()
    assert browser.get(reverse("plans:item", args=[plan.code, "la", 1])).status_code == 404


def test_progress_and_money_are_written_on_the_pages_of_a_running_plan():
    by = officer(make_units()["01"])
    plan, browser = issued(by), signed_in(by)
    task, line = plan.tasks.get(), plan.lines.get()
    sent = {"percent": "35", "words": "Xong hai lớp", "reported_on": "15/03/2026", "document": "Báo cáo 7"}
    assert browser.post(reverse("plans:task", args=[plan.code, task.pk]), sent).status_code == 302
    page = browser.get(reverse("plans:task", args=[plan.code, task.pk])).content.decode()
    assert "Xong hai lớp" in page and "35 %" in page and "Báo cáo 7" in page
    money = reverse("plans:line", args=[plan.code, line.pk])
    data = {"kind": "spent", "amount": "1000", "moved_on": "15/03/2026"}
    assert "ghi cam kết chi trước" in browser.post(money, data).content.decode().lower()
    assert browser.post(money, {**data, "kind": "committed"}).status_code == 302
    line.refresh_from_db()
    assert (line.committed, line.spent) == (1000, 0)


def test_another_office_reads_an_issued_plan_and_writes_nothing():
    units = make_units()
    plan = issued(officer(units["09556"]))
    province = signed_in(officer(units["01"]))
    assert "Ghi tiến độ" not in province.get(plan.get_absolute_url()).content.decode()
    task = reverse("plans:task", args=[plan.code, plan.tasks.get().pk])
    assert province.post(task, {"percent": "1", "words": "x", "reported_on": "01/03/2026"}).status_code == 403
    assert province.get(reverse("plans:edit", args=[plan.code])).status_code == 403
    for key in ("00004", "04"):
        assert signed_in(officer(units[key])).get(plan.get_absolute_url()).status_code == 404
    auditor = signed_in(act(Role.AUDITOR, units["01"]))
    assert auditor.get(plan.get_absolute_url()).status_code == 200
    assert auditor.get(reverse("plans:create")).status_code == 403


def test_amending_and_closing_on_the_pages():
    by = officer(make_units()["01"])
    plan, browser = issued(by), signed_in(by)
    answer = browser.post(reverse("plans:amend", args=[plan.code]))
    new = Plan.objects.get(version=2)
    assert answer.url == new.get_absolute_url()
    assert "Bản 2, soạn để điều chỉnh" in browser.get(new.get_absolute_url()).content.decode()
    close = reverse("plans:move", args=[plan.code, "close"])
    assert "Cần ghi lý do" in browser.post(close, {"reason": ""}).content.decode()


def test_the_list_filters_and_excel_has_the_same_rows():
    units = make_units()
    by = officer(units["01"])
    browser = signed_in(by)
    draft(by, year=2027, title="Kế hoạch 2027")
    issued(by, title="Kế hoạch 2026")
    issued(officer(units["09556"]), title="Kế hoạch phường")
    for query, titles in (
        ("", {"Kế hoạch 2027", "Kế hoạch 2026", "Kế hoạch phường"}),
        ("?nam=2026", {"Kế hoạch 2026", "Kế hoạch phường"}),
        ("?don_vi=09556", {"Kế hoạch phường"}),
        ("?tinh_trang=draft", {"Kế hoạch 2027"}),
        ("?giai_doan=2021-2025", set()),
        ("?nam=x&don_vi=%00&tinh_trang=la&sau=~", {"Kế hoạch 2027", "Kế hoạch 2026", "Kế hoạch phường"}),
    ):
        shown = browser.get(reverse("plans:plans") + query)
        assert {row["plan"].title for row in shown.context["rows"]} == titles, query
        book = browser.get(reverse("plans:export") + query).content
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
        assert {row[1] for row in sheet if row and isinstance(row[0], float)} == titles, query


def test_the_workbook_has_the_rows_and_sums_of_the_plan():
    by = officer(make_units()["01"])
    plan = draft(by)
    add_line(plan, by, content="Hội chợ", planned=25_000_001)
    plan = issue(plan, by)
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(signed_in(by).get(reverse("plans:workbook", args=[plan.code])).content)
    )
    assert book.sheet_names == ["Mục tiêu", "Nhiệm vụ", "Kinh phí"]
    rows = book.get_sheet_by_name("Kinh phí").to_python()
    assert [row[3] for row in rows if row and isinstance(row[0], float)] == [100_000_000, 25_000_001]


@pytest.mark.parametrize("name", ["plans", "late"])
def test_lists_cost_the_same_with_three_and_three_hundred_plans(name):
    units = make_units()
    browser, address = signed_in(officer(units["01"])), reverse(f"plans:{name}")
    filled(units, 3)
    few = cost(browser, address)
    filled(units, 60)
    assert cost(browser, address) == few <= 12


def filled(units, count: int) -> None:
    """One plan of one unit each, with a late task."""
    start = Plan.objects.count()
    for number in range(start, start + count):
        unit = make_unit(f"8{number:04d}", name=f"Xã {number}", parent=units["01"])
        by = officer(unit)
        plan = draft(by)
        add_task(plan, by, due_on=date(2026, 3, 1))
        issue(plan, by)


def test_one_plan_costs_the_same_with_few_and_many_rows():
    by = officer(make_units()["01"])
    plan, browser = draft(by), signed_in(by)
    few = cost(browser, plan.get_absolute_url())
    for number in range(60):
        add_task(plan, by, title=f"Việc {number}")
        add_line(plan, by, content=f"Dòng {number}")
        add_objective(plan, by, indicator="", value=None, words=f"Mục tiêu {number}")
    assert cost(browser, plan.get_absolute_url()) == few
    plan = issue(plan, by)
    assert cost(browser, plan.get_absolute_url()) <= 30
    assert cost(browser, reverse("plans:below", args=[plan.code])) <= 16


def test_indicators_count_headings_issued_plans_late_tasks_and_units_without_a_plan():
    units = make_units()
    by = officer(units["01"])
    issued(by)
    commune = officer(units["09556"])
    plan = draft(commune)
    add_task(plan, commune, due_on=date(2026, 3, 1))
    late = plan.tasks.get(due_on=date(2026, 3, 1))
    issue(plan, commune)
    scope = scope_of(units["01"], DAY)
    values = {
        key: figure(scope, key).value
        for key in (
            "plan_objective_groups",
            "plan_task_groups",
            "plan_solution_groups",
            "plans_issued",
            "plan_tasks_late",
            "units_without_plan",
        )
    }
    assert list(values.values()) == [3, 7, 8, 2, 1, 2]
    assert [unit.key for unit in rows_of(figure(scope, "units_without_plan").indicator, scope)] == [
        "00004",
        "10117",
    ]
    working.report_progress(task=late, percent=100, words="Xong", reported_on=DAY, by=commune, at=AT)
    assert figure(scope, "plan_tasks_late").value == 0
    assert figure(scope_of(units["01"], date(2026, 4, 1)), "plan_tasks_late").value == 1


def test_money_of_the_year_is_added_up_over_amendments_and_as_of_a_day():
    units = make_units()
    by = officer(units["01"])
    old = issued(by)
    issued(officer(units["09556"]))
    line = old.lines.get()
    for kind, amount, day in (
        ("committed", 90_000_000, 1),
        ("spent", 50_000_000, 2),
        ("spent", 1_000_000, 20),
    ):
        on = date(2026, 10, day)
        working.move_money(line=line, kind=kind, amount=amount, moved_on=on, by=by, at=AT)
    new = issue(plans.amend(plan=old, by=by, at=AT), by, paper={**PAPER, "decided_on": DAY})
    working.move_money(line=new.lines.get(), kind="spent", amount=9_000_000, moved_on=DAY, by=by, at=AT)
    keys = ("plan_money_planned", "plan_money_spent", "plan_money_spent_share")
    found = {key: figure(scope_of(units["01"], DAY), key) for key in keys}
    assert [found[key].value for key in keys] == [200_000_000, 60_000_000, 30]
    assert found["plan_money_spent_share"].text == "30"
    assert figure(scope_of(units["01"], date(2026, 10, 5)), "plan_money_spent").value == 50_000_000


def test_a_draft_says_why_it_cannot_be_submitted():
    by = officer(make_units()["01"])
    plan = plans.create_plan(period="2026-2030", year=2026, title="Trống", take_over="none", by=by, at=AT)
    page = signed_in(by).get(plan.get_absolute_url()).content.decode()
    assert "Chưa trình được: chưa có mục tiêu nào; chưa có nhiệm vụ nào" in page
