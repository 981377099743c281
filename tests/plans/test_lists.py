"""Tasks and budget lines from a spreadsheet: only into own drafts, refused with the row, unchanged on re-import."""

from datetime import date

import pytest
from django.urls import reverse

from ocop.documents.intake import actions
from ocop.documents.intake.workbooks import present
from ocop.plans.importing import LineImporter, TaskImporter
from tests.factories.accounts import AT, signed_in
from tests.factories.places import make_units
from tests.factories.plans import draft, issued, officer
from tests.factories.sheets import upload

pytestmark = pytest.mark.django_db
TASKS = ["Mã kế hoạch", "Nhóm", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Hạn"]
LINES = ["Mã kế hoạch", "Nội dung chi", "Nguồn tiền", "Số tiền dự kiến"]


def take(importer, rows, by):
    page = f"plans:{importer.key}-intake-preview"
    made = upload(rows, "bang.xlsx")
    return actions.take(importer=importer, upload=made, page=page, by=by, at=AT)


def reasons(intake):
    return [(line["n"], column) for line in intake.read_lines() for column, _words in line["e"]]


def test_tasks_come_in_and_the_export_changes_nothing():
    by = officer(make_units()["01"])
    plan = draft(by)
    rows = [
        [plan.code, "TUYÊN TRUYỀN, VẬN ĐỘNG", "Phát thanh", "Văn phòng", "", "30/06/2026"],
        [plan.code, "Tuyên truyền, vận động", "Mở lớp tập huấn", "Phòng Mới", "", "01/12/2026"],
    ]
    intake = take(TaskImporter, [TASKS, *rows], by)
    assert (intake.counts["new"], intake.counts["changed"]) == (1, 1)
    actions.apply(intake=intake, only_good=False, by=by, at=AT)
    tasks = {task.title: (task.group.kind, task.office, task.due_on) for task in plan.tasks.all()}
    assert tasks == {
        "Phát thanh": ("solution", "Văn phòng", date(2026, 6, 30)),
        "Mở lớp tập huấn": ("solution", "Phòng Mới", date(2026, 12, 1)),
    }
    importer = TaskImporter()
    again = take(TaskImporter, present(importer, importer.existing(by=by, at=AT)), by)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0}


def test_rows_of_other_plans_other_groups_and_other_years_are_refused():
    units = make_units()
    by = officer(units["01"])
    plan, foreign = draft(by), draft(officer(units["04"]))
    running = issued(officer(units["09556"]))
    good = "Tuyên truyền, vận động"
    rows = [
        [foreign.code, good, "A", "Phòng", "", "30/06/2026"],
        [running.code, good, "B", "Phòng", "", "30/06/2026"],
        [plan.code, "Nhóm lạ", "C", "Phòng", "", "30/06/2027"],
        [plan.code, good, "D", "", "", "30/06/2026"],
    ]
    intake = take(TaskImporter, [TASKS, *rows], by)
    assert reasons(intake) == [(2, "plan"), (3, "plan"), (4, "group"), (4, "due_on"), (5, "office")]


def test_money_comes_in_exactly():
    by = officer(make_units()["01"])
    plan = draft(by)
    rows = [
        [plan.code, "Hội chợ", "Ngân sách xã", "12.345.678"],
        [plan.code, "Tập huấn", "Ngân sách tỉnh", "90000000"],
        [plan.code, "Bao bì", "Ngân sách xã", "0"],
    ]
    intake = take(LineImporter, [LINES, *rows], by)
    assert reasons(intake) == [(4, "planned")]
    actions.apply(intake=intake, only_good=True, by=by, at=AT)
    assert {line.content: line.planned for line in plan.lines.all()} == {
        "Tập huấn": 90_000_000,
        "Hội chợ": 12_345_678,
    }


def test_the_way_to_the_file_stands_on_the_page_of_the_draft():
    by = officer(make_units()["01"])
    plan, browser = draft(by), signed_in(by)
    address = reverse("plans:nhiem-vu-ke-hoach-intake")
    assert address in browser.get(reverse("plans:items", args=[plan.code, "nhiem-vu"])).content.decode()
    assert browser.get(address).status_code == 200
