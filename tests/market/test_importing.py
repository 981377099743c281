"""Points and results of stalls from Excel: read by heading, refused with the row, unchanged on coming again."""

from datetime import date, timedelta
from typing import Any

import pytest

from ocop.documents.intake import actions
from ocop.documents.intake.importer import Importer
from ocop.market.actions import stalls
from ocop.market.importing import PointImporter, StallImporter
from ocop.market.models import Point, Stall, StallResult
from tests.factories.accounts import AT
from tests.factories.market import make_event, make_point, office
from tests.factories.sheets import upload
from tests.market.test_events import OPENING, held, registered

pytestmark = pytest.mark.django_db
POINTS = [
    "Mã",
    "Tên",
    "Loại",
    "Đơn vị phụ trách",
    "Người vận hành",
    "Ngày khai trương",
    "Hỗ trợ (đồng)",
    "Hỗ trợ đến hết",
]
STALLS = [
    "Mã sự kiện",
    "Mã chủ thể",
    "Số gian",
    "Lượt khách",
    "Doanh thu (đồng)",
    "Hợp đồng",
    "Biên bản ghi nhớ",
]
HERE = "Phường Hà Đông, Hà Nội"


def take(importer: type[Importer], rows: list[list[Any]], by: Any, at: Any = AT) -> Any:
    page = f"market:{importer.key}-intake-preview"
    return actions.take(importer=importer, upload=upload(rows, "bang.xlsx"), page=page, by=by, at=at)


def reasons(intake: Any) -> dict[int, str]:
    return {
        line["n"]: " ".join(fault[-1] for fault in line["e"]) for line in intake.read_lines() if line["e"]
    }


def test_points_come_in_open_and_come_again_unchanged():
    by, known = office(), make_point(name="Điểm cũ")
    rows = [
        POINTS,
        ["", "Cửa hàng mới", "Khu trưng bày sản phẩm OCOP", HERE, "Bà Thử", date(2026, 5, 4), "", ""],
        ["", "Cửa hàng sắp mở", "point", HERE, "Ông Thử", "", "50.000.000", date(2027, 5, 4)],
        [known.code, "Điểm cũ đổi tên", "point", HERE, "", "", "", ""],
    ]
    done = actions.apply(intake=take(PointImporter, rows, by), only_good=False, by=by, at=AT)
    assert done.counts == {"new": 2, "changed": 1, "unchanged": 0, "refused": 0}
    found = {one.name: (one.state, one.kind, one.opened_on) for one in Point.objects.all()}
    assert found["Cửa hàng mới"] == ("open", "showroom", date(2026, 5, 4))
    assert found["Cửa hàng sắp mở"][0] == "planned" and "Điểm cũ đổi tên" in found
    assert take(PointImporter, [POINTS, rows[3]], by).counts["unchanged"] == 1


def test_refused_points_are_told_with_their_row_and_nothing_is_written():
    by = office()
    make_point(name="Điểm cũ")
    rows = [
        POINTS,
        ["DB-KHONGCO2", "A", "point", HERE, "x", "", "", ""],
        ["", "Điểm cũ", "point", HERE, "x", "", "", ""],
        ["", "B", "point", "Phường Kiến Hưng, Hà Nội", "x", "", "", ""],
        ["", "C", "point", HERE, "x", AT.date() + timedelta(days=3), "", ""],
        ["", "D", "point", HERE, "", "", "50.000.000", ""],
    ]
    intake = take(PointImporter, rows, by)
    found = list(reasons(intake).values())
    words = ("mang mã này", "đã có điểm cùng tên", "thuộc Phường Kiến Hưng", "chưa đến", "ngày hết hỗ trợ")
    assert len(found) == 5 and all(word in text for word, text in zip(words, found, strict=True))
    assert Point.objects.count() == 1


def test_numbers_and_results_of_stalls_come_in_and_a_number_twice_is_refused():
    by, event = office("01"), make_event()
    (one, _), (two, _) = registered(event, 1), registered(event, 2)
    stalls.decide_stall(stall=two, name="select", number="B2", by=by, at=AT)
    event = held(event, one)
    first = [event.code, one.producer.code, "A7", 900, "62.000.000", 1, 2]
    rows = [
        STALLS,
        first,
        [event.code, two.producer.code, "A7", 1, "", "", ""],
        [event.code, "CT-KHONGCO", "", 1, 1, 1, 1],
    ]
    intake = take(StallImporter, rows, by, at=OPENING)
    found = list(reasons(intake).values())
    assert "Gian A7 đã giao" in found[0] and "đủ bốn số" in found[0] and "Không có gian được chọn" in found[1]

    done = actions.apply(
        intake=take(StallImporter, [STALLS, first], by, at=OPENING), only_good=False, by=by, at=OPENING
    )
    assert done.counts["changed"] == 1 and Stall.objects.get(pk=one.pk).number == "A7"
    assert StallResult.objects.get().sales == 62_000_000
    assert take(StallImporter, [STALLS, first], by, at=OPENING).counts["unchanged"] == 1
