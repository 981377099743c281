"""Points of sale: from planning to closing, the shelf, the months, silence and survival."""

from datetime import date, timedelta

import pytest

from ocop.audit.models import Event
from ocop.core.acting import actings_of
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.market.actions import points, reports, shelves
from ocop.market.models import MonthlyReport, Point, ShelfLine
from ocop.market.queries import points as queries
from ocop.market.queries.shelves import buyable, shelf_of
from ocop.market.timetable import tell
from ocop.notify.models import Notification
from ocop.registry.models import Entry
from tests.factories.accounts import AT, DAY, make_person
from tests.factories.market import (
    OPENED,
    expired_at_new_year,
    make_point,
    make_recognised,
    make_run_point,
    office,
    on_shelf,
    point_data,
)
from tests.factories.places import make_units

pytestmark = pytest.mark.django_db
NUMBERS = {"visits": 320, "sales": 45_000_000, "products": 510}
NEW_YEAR = AT.replace(year=2027, month=1, day=2)


def months_told(point: Point) -> list[tuple[date, int]]:
    return [(one.month, one.visits) for one in queries.reports_of(point)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"operator_name": ""}, "chọn chủ thể vận hành"),
        ({"latitude": 21}, "cả vĩ độ và kinh độ"),
        ({"support": 50_000_000}, "cả số tiền và ngày hết hỗ trợ"),
        ({"recognised_on": DAY, "recognised_until": DAY - timedelta(days=1)}, "ở trước ngày công nhận"),
        ({"unit": "2025-C09556"}, "không còn từ 30/06/2025"),
        ({"unit": "01290"}, "thuộc Xã Bảo Lâm"),
    ],
)
def test_what_a_point_lacks_is_said(changes, sentence):
    units = make_units()
    by = office() if changes.get("unit") != "2025-C09556" else office("VN")
    data = point_data(**{k: units.get(v, v) if k == "unit" else v for k, v in changes.items()})
    with pytest.raises(RuleBroken, match=sentence):
        points.create_point(data=data, by=by, at=AT)
    assert not Point.objects.exists()


def test_from_opening_to_closing_with_an_event_each():
    by, point = office(), make_point()
    for name, day, reason in (
        ("suspend", date(2026, 5, 1), "Sửa nhà."),
        ("resume", date(2026, 6, 1), ""),
        ("close", date(2026, 10, 1), "Hết hợp đồng thuê."),
    ):
        point = points.move_point(point=point, name=name, on=day, reason=reason, by=by, at=AT)

    assert (point.opened_on, point.closed_on, point.state) == (OPENED, date(2026, 10, 1), "closed")
    days = [date(2026, 3, 9), OPENED, date(2026, 5, 15), date(2026, 6, 1), date(2026, 10, 1)]
    assert [Point.objects.active_on(day).exists() for day in days] == [False, True, False, True, False]
    verbs = Event.objects.filter(about_type="market.point").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["point.created", "point.open", "point.suspend", "point.resume", "point.close"]


@pytest.mark.parametrize(
    ("name", "day", "reason", "sentence"),
    [
        ("suspend", DAY, "", "Cần ghi lý do"),
        ("close", DAY + timedelta(days=1), "x", "chưa đến"),
        ("close", OPENED - timedelta(days=1), "x", "ở trước đó"),
        ("open", DAY, "", "chỉ làm được khi"),
    ],
)
def test_steps_are_refused_with_a_sentence(name, day, reason, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        points.move_point(point=make_point(), name=name, on=day, reason=reason, by=office(), at=AT)


def test_offices_see_their_place_and_operators_their_point():
    point, runner = make_run_point()
    other = make_point(office("01290"), unit=make_units()["01290"])
    seen = {key: set(Point.objects.visible_to(office(key))) for key in ("09556", "01", "04", "VN", "10117")}
    assert seen == {"09556": {point}, "01": {point}, "04": {other}, "VN": {point, other}, "10117": set()}
    assert set(Point.objects.visible_to(runner)) == {point}
    with pytest.raises(PermissionRefused, match="thuộc Phường Hà Đông"):
        points.move_point(point=point, name="close", reason="x", by=office("04"), at=AT)


def test_an_operator_reports_for_the_given_point_only_until_ended():
    point, other, person = make_point(), make_point(), make_person("Trần Thị Quầy")
    held = points.name_operator(point=point, email=person.email, full_name="", by=office(), at=AT)
    by = next(one for one in actings_of(person, DAY) if one.role == Role.POINT_OPERATOR)

    reports.report_month(point=point, month=date(2026, 10, 1), data=NUMBERS, by=by, at=AT)
    assert set(Point.objects.visible_to(by)) == {point}
    with pytest.raises(PermissionRefused, match="Chỉ người vận hành điểm này"):
        reports.report_month(point=other, month=date(2026, 10, 1), data=NUMBERS, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã vận hành điểm này"):
        points.name_operator(point=point, email=person.email, full_name="", by=office(), at=AT)

    points.end_operator(held=held, by=office(), at=AT)
    assert actings_of(person, DAY) == [] and not Point.objects.visible_to(by).exists()


def test_a_commune_names_known_people_and_leaves_invitations_to_the_province(mailoutbox):
    with pytest.raises(PermissionRefused, match="Cơ quan tham mưu cấp tỉnh"):
        points.name_operator(
            point=make_point(), email="moi@vidu.vn", full_name="Người Mới", by=office(), at=AT
        )
    held = points.name_operator(
        point=make_point(), email="moi@vidu.vn", full_name="Người Mới", by=office("01"), at=AT
    )
    assert held.person.full_name == "Người Mới"


def test_a_month_told_again_replaces_and_the_same_numbers_change_nothing():
    point, by = make_run_point()
    month = date(2026, 10, 15)
    first = reports.report_month(point=point, month=month, data=NUMBERS, by=by, at=AT)
    assert reports.report_month(point=point, month=month, data=NUMBERS, by=by, at=AT) == first
    reports.report_month(point=point, month=month, data={**NUMBERS, "visits": 330}, by=by, at=AT)
    reports.report_month(point=point, month=date(2026, 9, 1), data=NUMBERS, by=by, at=AT)

    point.refresh_from_db()
    assert months_told(point) == [(date(2026, 10, 1), 330), (date(2026, 9, 1), 320)]
    assert point.last_month == date(2026, 10, 1) and MonthlyReport.objects.count() == 3


@pytest.mark.parametrize(
    ("month", "sentence"), [(date(2026, 12, 1), "chưa đến"), (date(2026, 2, 1), "Điểm mở từ 10/03/2026")]
)
def test_months_that_cannot_be_told(month, sentence):
    point, by = make_run_point()
    with pytest.raises(RuleBroken, match=sentence):
        reports.report_month(point=point, month=month, data=NUMBERS, by=by, at=AT)


def test_a_planned_point_reports_nothing_and_a_stranger_neither():
    point, by = make_run_point(opened=None)
    with pytest.raises(RuleBroken, match="chưa khai trương"):
        reports.report_month(point=point, month=DAY, data=NUMBERS, by=by, at=AT)
    _, stranger = make_run_point()
    with pytest.raises(PermissionRefused):
        reports.report_month(point=make_point(), month=DAY, data=NUMBERS, by=stranger, at=AT)


@pytest.mark.parametrize(
    ("opened", "told", "on", "since"),
    [
        (date(2026, 8, 20), None, date(2026, 10, 31), None),
        (date(2026, 8, 20), None, date(2026, 11, 1), date(2026, 9, 1)),
        (date(2026, 3, 10), date(2026, 9, 1), date(2026, 11, 30), None),
        (date(2026, 3, 10), date(2026, 9, 1), date(2026, 12, 1), date(2026, 10, 1)),
    ],
)
def test_silence_of_one_and_of_the_list_agree(opened, told, on, since):
    point, by = make_run_point(opened=opened)
    known_from_a_paper = make_point(operator_name="", source="https://vidu.vn/bai")
    if told:
        reports.report_month(point=point, month=told, data=NUMBERS, by=by, at=AT)
        point.refresh_from_db()
    assert queries.silence(point, on) == since
    assert list(queries.silent(Point.objects.all(), on)) == ([point] if since else [])
    assert queries.silence(known_from_a_paper, on) is None


def test_survival_is_asked_a_year_after_the_support():
    kept = make_point(support=80_000_000, support_until=date(2025, 6, 30), opened=date(2024, 1, 1))
    gone = make_point(support=80_000_000, support_until=date(2025, 6, 30), opened=date(2024, 1, 1))
    gone = points.move_point(point=gone, name="close", on=date(2026, 1, 31), reason="x", by=office(), at=AT)
    young = make_point(support=1, support_until=date(2026, 6, 30))
    words = [queries.survival_words(one, DAY) for one in (kept, gone, young)]
    assert words == [
        "còn hoạt động 12 tháng sau khi hết hỗ trợ",
        "đóng trước khi đủ 12 tháng sau khi hết hỗ trợ",
        "chưa đủ 12 tháng sau khi hết hỗ trợ",
    ]
    assert kept.survives_on == date(2026, 6, 30)


def test_only_goods_in_force_come_onto_a_shelf_and_once():
    point, by = make_run_point()
    honey, old = make_recognised(), make_recognised("Trà cũ", decision_date="2021-05-01", year="2021")
    on_shelf(point, honey, by)
    for product, sentence in ((honey, "đã có trên kệ"), (old, "Trà cũ của .*đã hết hạn từ 01/05/2024")):
        with pytest.raises(RuleBroken, match=sentence):
            on_shelf(point, product, by)
    assert [row.warning for row in shelf_of(point, DAY)] == [""]


def test_an_expired_product_leaves_the_public_shelf_by_itself_and_is_told_once():
    point, by = make_run_point()
    honey, tea = make_recognised(), expired_at_new_year()
    on_shelf(point, honey, by)
    on_shelf(point, tea, by, stars=5)
    assert list(buyable(point, DAY)) == [tea, honey]
    assert [row.warning for row in shelf_of(point, DAY)] == [
        "kệ ghi 5 sao, được công nhận 4 sao; hãy sửa biển",
        "",
    ]

    told = [tell(at=AT), tell(at=NEW_YEAR), tell(at=NEW_YEAR)]
    assert [text[:14] for text in told] == ["Đã báo 0 dòng ", "Đã báo 1 dòng ", "Đã báo 0 dòng "]
    assert list(buyable(point, NEW_YEAR.date())) == [honey]
    assert shelf_of(point, NEW_YEAR.date())[0].warning.startswith("đã hết hạn từ 31/12/2026; hãy bỏ")
    people = set(Notification.objects.filter(key="shelf.lapsed").values_list("person__email", flat=True))
    assert by.person.email in people and len(people) >= 2


def test_product_pages_say_where_it_stands_while_the_point_is_open():
    point, product = make_point(), make_recognised()
    on_shelf(point, product)

    def places() -> list[str]:
        return [one["name"] for one in Entry.objects.get(product=product).record.data.get("points", [])]

    assert places() == [point.name]
    points.move_point(point=point, name="suspend", on=DAY, reason="x", by=office(), at=AT)
    assert places() == []
    points.move_point(point=point, name="resume", on=DAY, by=office(), at=AT)
    points.edit_point(point=point, data={"name": "Tên mới"}, by=office(), at=AT)
    assert places() == ["Tên mới"]
    shelves.take_off_shelf(line=ShelfLine.objects.get(), by=office(), at=AT)
    assert places() == []
