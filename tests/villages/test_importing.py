"""Villages and artisans from a spreadsheet: refused with the row, unchanged when sent again."""

from typing import Any

import pytest

from ocop.documents.intake import actions
from ocop.documents.models import Intake
from ocop.villages.importing import ArtisanImporter, VillageImporter
from ocop.villages.models import Artisan, Village
from tests.factories.accounts import AT, signed_in
from tests.factories.sheets import upload
from tests.factories.villages import keeper, make_village

pytestmark = pytest.mark.django_db
HEADS = ["Tên", "Loại", "Xã, phường", "Nghề", "Số hộ làm nghề"]
PEOPLE = ["Mã làng nghề", "Họ và tên", "Danh hiệu", "Ngày đồng ý công khai tên"]


def take(importer: Any, rows: list, by: Any) -> Intake:
    page = f"villages:{importer.key}-intake-preview"
    return actions.take(importer=importer, upload=upload(rows, "bang.xlsx"), page=page, by=by, at=AT)


def bring_in(importer: Any, rows: list, by: Any, only_good: bool = False) -> dict[str, int]:
    return actions.apply(intake=take(importer, rows, by), only_good=only_good, by=by, at=AT).counts


def faults(intake: Intake) -> str:
    return " ".join(sentence for line in intake.read_lines() for _, sentence in line["e"] or [])


def test_villages_come_in_once_and_change_by_name_and_place():
    by = keeper()
    rows = [HEADS, ["Làng một", "Làng có nghề", "Phường Hà Đông, Hà Nội", "Gốm", 12]]
    assert bring_in(VillageImporter, rows, by)["new"] == 1
    assert take(VillageImporter, rows, by).counts == {"new": 0, "changed": 0, "unchanged": 1, "refused": 0}
    rows[1][4] = 15
    assert bring_in(VillageImporter, rows, by)["changed"] == 1
    village = Village.objects.get()
    assert (village.households, village.trade.name, village.kind) == (15, "Gốm", "has_trade")


def test_rows_outside_the_area_and_titles_by_the_back_door_are_refused():
    by = keeper("09556")
    make_village(keeper(), recognised=True)
    rows = [
        HEADS,
        ["Làng xa", "Làng có nghề", "Phường Kiến Hưng, Hà Nội", "", ""],
        ["Làng thử", "Làng nghề truyền thống", "Phường Hà Đông, Hà Nội", "", ""],
    ]
    intake = take(VillageImporter, rows, by)
    assert intake.counts["refused"] == 2
    assert "ngoài địa bàn" in faults(intake) and "quyết định công nhận" in faults(intake)


def test_artisans_come_in_with_their_consent():
    by = keeper()
    village = make_village(by)
    rows = [PEOPLE, [village.code, "Bà Một", "Nghệ nhân", "02/01/2026"], [village.code, "Ông Hai", "", ""]]
    assert bring_in(ArtisanImporter, rows, by)["new"] == 2
    assert take(ArtisanImporter, rows, by).counts["unchanged"] == 2
    assert list(Artisan.objects.exclude(consent_on=None).values_list("name", flat=True)) == ["Bà Một"]
    bad = [PEOPLE, ["LN-KHONGCO", "X", "", ""], [village.code, "Y", "", "02/01/2099"]]
    intake = take(ArtisanImporter, bad, by)
    assert "Không có làng nghề mang mã này" in faults(intake) and "sau hôm nay" in faults(intake)


def test_the_pages_open_and_hand_out_their_sheets():
    client = signed_in(keeper())
    make_village(keeper())
    for path in ("nhap-excel/", "nhap-excel/mau.xlsx", "nhap-excel/hien-co.xlsx", "nghe-nhan-excel/"):
        assert client.get(f"/lam-viec/lang-nghe/{path}").status_code == 200, path
