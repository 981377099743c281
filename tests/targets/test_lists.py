"""Targets and declared figures from a spreadsheet: read by heading, refused with the row, corrected with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ocop.audit.checks import verify_chain
from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.documents.intake import actions
from ocop.documents.intake.workbooks import present, template
from ocop.documents.models import Intake
from ocop.targets.importing import DeclaredImporter, TargetImporter
from ocop.targets.models import DeclaredFigure, Target
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.sheets import cells_of, upload

pytestmark = pytest.mark.django_db
HEADS = ["Chỉ tiêu", "ĐƠN VỊ *", "chi so", "Từ năm", "Đến năm", "Văn bản", "Lý do điều chỉnh"]
PAPER = "Quyết định 12/QĐ-UBND"


@pytest.fixture(autouse=True)
def units():
    return make_units()


def office(role=Role.PROVINCE_OFFICE, key="01"):
    return act(role, make_units()[key])


def row(
    value="1250", unit="Phường Hà Đông, Hà Nội", indicator="recognised_in_year", reason="", years=(2026, 2026)
):
    return [value, unit, indicator, *years, PAPER, reason]


def take(rows, importer=TargetImporter, by=None, name="bang.xlsx"):
    by = by or office()
    page = f"targets:{importer.key}-intake-preview"
    made = upload(rows if isinstance(rows, bytes) else [HEADS, *rows], name)
    return actions.take(importer=importer, upload=made, page=page, by=by, at=AT)


def bring_in(rows, by=None, only_good=False):
    by = by or office()
    return actions.apply(intake=take(rows, by=by), only_good=only_good, by=by, at=AT)


def reasons(intake):
    return {line["n"]: line["e"] for line in intake.read_lines() if line["e"]}


def test_targets_are_written_with_their_events_in_one_chain():
    done = bring_in([row(), row("12,5", "Phường Kiến Hưng, Hà Nội")])
    assert done.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    values = list(Target.objects.order_by("pk").values_list("unit__key", "value", "document", "sense"))
    assert values == [
        ("09556", Decimal(1250), PAPER, "at_least"),
        ("10117", Decimal("12.5"), PAPER, "at_least"),
    ]
    verbs = list(Event.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs[-3:] == ["target.set", "target.set", "intake.applied"]
    assert verify_chain().problems == []


def test_again_unchanged_and_a_changed_value_needs_its_reason():
    bring_in([row()])
    assert take([row()]).counts["unchanged"] == 1
    assert reasons(take([row("1300")])) == {
        2: [
            [
                "reason",
                f"Đang có giá trị 1250 theo {PAPER}. Hãy ghi lý do, hoặc giữ nguyên giá trị và văn bản.",
            ]
        ]
    }
    bring_in([row("1300", reason="Điều chỉnh giữa năm")])
    newest = Target.objects.standing().get()
    assert (newest.value, newest.corrects.value, newest.reason) == (1300, 1250, "Điều chỉnh giữa năm")


def test_faults_name_their_column_and_nothing_is_written(units):
    faulty = take(
        [
            row("một ngàn"),
            row(unit="Quang Trung, Hà Đông, Hà Nội"),
            row(unit="Thục Phán, Cao Bằng"),
            row(indicator="không có"),
            row(years=(2027, 2026)),
            row(),
            row(),
        ]
    )
    found = reasons(faulty)
    assert [found[n][0][0] for n in (2, 3, 4, 5, 6)] == ["value", "unit", "unit", "indicator", "year_until"]
    assert (
        "không còn vào kỳ này" in found[3][0][1] and "Phường Hà Đông, Hà Nội; Phường Kiến" in found[3][0][1]
    )
    assert found[8] == [["", "Trùng với dòng 7. Hãy giữ một dòng."]]
    with pytest.raises(RuleBroken, match="Còn 6 dòng chưa nhập được"):
        actions.apply(intake=faulty, only_good=False, by=office_of(faulty), at=AT)
    assert not Target.objects.exists()


def office_of(intake):
    from ocop.core.acting import choose

    return choose(intake.person, AT.date())


def test_good_rows_only_when_asked_and_the_receipt_says_so():
    faulty = take([row("?"), row()])
    done = actions.apply(intake=faulty, only_good=True, by=office_of(faulty), at=AT)
    assert done.only_good and done.counts["refused"] == 1 and Target.objects.count() == 1


def test_own_export_comes_back_unchanged_for_former_units_too(units):
    by = office()
    for unit, value in ((units["2025-D268"], 3), (units["2025-P01"], 5), (units["01"], 7)):
        DeclaredFigure.objects.create(
            unit=unit,
            indicator="points_of_sale",
            value=Decimal(value),
            document="BC 1",
            from_on=date(2024, 1, 1),
            until_on=date(2024, 12, 31),
            created_at=AT,
        )
    importer = DeclaredImporter()
    book = present(importer, importer.existing(by=by, at=AT))
    again = take(book, DeclaredImporter, by)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 3, "refused": 0}


def test_template_is_read_and_its_example_is_no_row():
    with pytest.raises(RuleBroken, match="Không có dòng nào mới"):
        empty = take(template(TargetImporter()))
        actions.apply(intake=empty, only_good=False, by=office_of(empty), at=AT)


def test_moved_data_is_shown_again_instead_of_written():
    waiting = take([row()])
    bring_in([row("7")])
    with pytest.raises(RuleBroken, match="đã đổi từ lúc xem trước"):
        actions.apply(intake=waiting, only_good=False, by=office_of(waiting), at=AT)
    assert Intake.objects.get(pk=waiting.pk).counts["refused"] == 1


def test_commune_may_not_set_targets():
    with pytest.raises(PermissionRefused):
        take([row()], by=office(Role.COMMUNE_OFFICER, "09556"))


def test_pages_lead_from_the_template_to_the_receipt():
    client = signed_in(office())
    start = reverse("targets:chi-tieu-intake")
    assert client.get(start).status_code == 200
    assert cells_of(client.get(f"{start}mau.xlsx").content)[0][0] == "Đơn vị"
    preview = client.post(start, {"upload": upload([HEADS, row("x"), row()])}, follow=True)
    assert "Dòng 2: Cột Chỉ tiêu: Hãy nhập một số" in preview.content.decode()
    back = cells_of(client.get(f"{preview.request['PATH_INFO']}ly-do.xlsx").content)
    assert back[1][0] == "x" and back[1][7].startswith("Cột Chỉ tiêu:") and back[2][7] == ""
    refused = client.post(preview.request["PATH_INFO"], {})
    assert refused.status_code == 422 and "Còn 1 dòng chưa nhập được" in refused.content.decode()
    done = client.post(preview.request["PATH_INFO"], {"only_good": "1"}, follow=True)
    assert "1 dòng, theo lựa chọn chỉ nhập các dòng đúng" in done.content.decode()


def test_previews_of_others_do_not_exist():
    mine = take([row()])
    assert signed_in(office()).get(mine.url).status_code == 404
