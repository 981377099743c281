"""The shipped units: complete, loaded once, found in every spelling, resolved without guessing."""

from datetime import date

import pytest
from django.test import Client

from ocop.places.actions import load_units
from ocop.places.checks import units_consistent
from ocop.places.models import Succession, Unit
from ocop.places.queries import find_units, resolve_place, responsible_unit, successors

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """All units, loaded once for this module and taken away afterwards."""
    with django_db_blocker.unblock():
        load_units()
        yield
        Succession.objects.all().delete()
        Unit.objects.exclude(parent=None).filter(level="commune").delete()
        Unit.objects.filter(level="district").delete()
        Unit.objects.filter(level="province").delete()
        Unit.objects.all().delete()


def found(text: str, **options) -> list[str]:
    return [unit.address for unit in find_units(text, **options)]


def test_all_units_are_there(country):
    current = Unit.objects.current()
    former = Unit.objects.exclude(valid_to=None)

    assert current.provinces().count() == 34
    assert current.communes().count() == 3321
    kinds = ("xã", "phường", "đặc khu")
    assert [current.communes().filter(kind=kind).count() for kind in kinds] == [2621, 687, 13]
    assert [former.filter(level=level).count() for level in ("province", "district", "commune")] == [
        63,
        696,
        10035,
    ]
    assert Succession.objects.filter(whole=True).count() == 63 + 9564 + 5
    assert Succession.objects.filter(whole=False).values("old").distinct().count() == 471


def test_loading_again_changes_nothing(country):
    again = load_units()

    assert (again["added"], again["changed"]) == (0, 0)
    assert Succession.objects.count() == again["successions"]


def test_loading_mends_a_changed_row(country):
    Unit.objects.filter(key="09556").update(full_name="Phường Sai")

    assert load_units()["changed"] == 1
    assert Unit.objects.get(key="09556").full_name == "Phường Hà Đông"


def test_every_former_unit_leads_to_today(country):
    finding = units_consistent()

    assert finding.problems == []
    assert finding.rows == 14150
    for district in Unit.objects.filter(level="district"):
        assert successors(district), district.address


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hà Đông", "Phường Hà Đông, Hà Nội"),
        ("phường Hà Đông, Hà Nội", "Phường Hà Đông, Hà Nội"),
        ("ha dong ha noi", "Phường Hà Đông, Hà Nội"),
        ("TP. Hội An", "Thành phố Hội An, Quảng Nam"),
        ("H. Thăng Bình", "Huyện Thăng Bình, Quảng Nam"),
        ("P. Bến Nghé, Q.1, TPHCM", "Phường Bến Nghé, Quận 1, Hồ Chí Minh"),
        ("xã Hàm Ninh, Phú Quốc, Kiên Giang", "Xã Hàm Ninh, Thành phố Phú Quốc, Kiên Giang"),
        ("Tịnh Biên", "Phường Tịnh Biên, An Giang"),
        ("Quản Bạ", "Xã Quản Bạ, Tuyên Quang"),
        ("dak lak", "Tỉnh Đắk Lắk"),
        ("ĐẮK LẮK", "Tỉnh Đắk Lắk"),
        ("tphcm", "Thành phố Hồ Chí Minh"),
        ("Thừa Thiên Huế", "Thành phố Huế"),
        ("dac khu phu quoc", "Đặc khu Phú Quốc, An Giang"),
        ("phường 1, đà lạt", "Phường 1, Thành phố Đà Lạt, Lâm Đồng"),
        ("Đồng Nai", "Tỉnh Đồng Nai"),
    ],
)
def test_a_unit_is_found_as_people_write_it(country, text, first):
    assert found(text)[0] == first


def test_both_tone_placements_find_the_same(country):
    assert found("Hoà Bình") == found("Hòa Bình") == found("Ho\u00e0 Bi\u0300nh")
    assert found("Thuỷ Nguyên")[0] == found("Thủy Nguyên")[0] == "Phường Thủy Nguyên, Hải Phòng"


def test_the_typed_marks_decide_among_like_names(country):
    assert found("Trực Hùng")[0].startswith("Xã Trực Hùng")
    assert found("Trực Hưng")[0].startswith("Xã Trực Hưng")


def test_units_of_a_day_only(country):
    day = date(2024, 5, 1)
    assert all(unit.valid_from <= day <= unit.valid_to for unit in find_units("hòa bình", on=day))
    assert found("quận Hà Đông", on=date(2024, 5, 1))[0] == "Quận Hà Đông, Hà Nội"


@pytest.mark.parametrize("text", ["", " ", ",,,", "'; DROP TABLE--", "%", "_", "\x00", "a" * 500, "xã", "🦀"])
def test_strange_questions_answer_quietly(country, text):
    assert isinstance(find_units(text), list)


def test_every_name_of_today_finds_its_unit(country):
    """A sample of every thirtieth commune, by its folded address without marks."""
    for unit in Unit.objects.current().communes().order_by("key")[::30]:
        assert unit in find_units(unit.address), unit.address


# --- published places ---------------------------------------------------------------------------


def test_a_whole_successor_is_the_responsible_unit(country):
    answer = resolve_place("xã Gia Huynh", "huyện Tánh Linh", "Bình Thuận", date(2024, 12, 1))

    assert (answer.code, answer.unit.address) == ("whole", "Xã Suối Kiết, Lâm Đồng")
    assert answer.former.address == "Xã Gia Huynh, Huyện Tánh Linh, Bình Thuận"
    assert answer.province.name == "Lâm Đồng"


def test_a_split_commune_is_never_guessed(country):
    answer = resolve_place("phường Quang Trung", "quận Hà Đông", "Hà Nội")

    assert (answer.code, answer.unit) == ("split", None)
    assert [unit.full_name for unit in answer.candidates] == ["Phường Hà Đông", "Phường Kiến Hưng"]
    assert "đã chia về 2 đơn vị" in answer.reason


def test_every_split_commune_keeps_all_candidates(country):
    splits = Unit.objects.filter(successors__whole=False).distinct().select_related("parent__parent")
    for old in splits.order_by("key")[::10]:
        answer = resolve_place(
            old.full_name, old.parent.full_name, old.parent.parent.full_name, date(2024, 1, 1)
        )
        assert answer.unit is None, old.address
        assert len(answer.candidates) > 1, old.address


def test_every_whole_commune_resolves(country):
    wholes = Unit.objects.filter(successors__whole=True, level="commune").select_related("parent__parent")
    for old in wholes.order_by("key")[::100]:
        answer = resolve_place(
            old.full_name, old.parent.full_name, old.parent.parent.full_name, date(2024, 1, 1)
        )
        assert answer.unit == old.successors.get().new, old.address


def test_a_district_alone_gives_candidates(country):
    answer = resolve_place("", "huyện Đức Linh", "Bình Thuận")

    assert (answer.code, answer.unit, len(answer.candidates)) == ("district_only", None, 4)


def test_an_island_district_is_one_special_zone(country):
    assert resolve_place("", "huyện Lý Sơn", "Quảng Ngãi").unit.full_name == "Đặc khu Lý Sơn"


def test_a_province_alone_tells_the_province_of_today(country):
    answer = resolve_place("", "", "Quảng Nam")

    assert (answer.code, answer.unit, answer.province.name) == ("province_only", None, "Đà Nẵng")


def test_a_place_of_today_is_itself(country):
    assert resolve_place("phường Hà Đông", "", "Hà Nội", date(2026, 3, 1)).unit.key == "09556"


def test_a_misnamed_district_kind_is_forgiven(country):
    answer = resolve_place("Phường Minh An", "huyện Hội An", "Quảng Nam", date(2022, 1, 1))

    assert answer.unit is not None
    assert answer.former.address == "Phường Minh An, Thành phố Hội An, Quảng Nam"


def test_an_unknown_commune_says_so_and_offers_the_district(country):
    answer = resolve_place("Xã Không Có", "huyện Đức Linh", "Bình Thuận")

    assert (answer.code, answer.unit, len(answer.candidates)) == ("unknown", None, 4)
    assert "Không tìm thấy “Xã Không Có”" in answer.reason


def test_a_commune_that_changed_its_district_is_offered_not_taken(country):
    answer = resolve_place("Xã Quý Sơn", "huyện Lục Ngạn", "Bắc Giang", date(2022, 1, 1))

    assert answer.unit is None
    assert "Cùng tên trong tỉnh: Xã Quý Sơn, Thị xã Chũ, Bắc Giang" in answer.reason


def test_responsible_unit_follows_whole_successors_only(country):
    assert responsible_unit(Unit.objects.get(key="2025-P49")).name == "Đà Nẵng"
    assert responsible_unit(Unit.objects.get(key="2025-C09538"), date(2026, 1, 1)) is None
    quang_nam = Unit.objects.get(key="2025-P49")
    assert responsible_unit(quang_nam, date(2024, 1, 1)) == quang_nam


# --- pages ----------------------------------------------------------------------------------------


def test_the_search_page_and_its_json(country):
    page = Client().get("/dia-ban/", {"q": "ha dong"})
    data = Client().get("/dia-ban/", {"q": "ha dong", "dang": "json"}).json()

    assert "Phường Hà Đông, Hà Nội" in page.content.decode()
    assert data["items"][0] == {
        "key": "09556",
        "name": "Phường Hà Đông",
        "address": "Phường Hà Đông, Hà Nội",
        "level": "commune",
        "valid_from": "2025-07-01",
        "valid_to": None,
    }


def test_provinces_stand_in_vietnamese_order(country):
    page = Client().get("/dia-ban/").content.decode()

    places = [
        page.index(f">{name}<")
        for name in ("Tỉnh Cao Bằng", "Tỉnh Điện Biên", "Tỉnh Hà Tĩnh", "Tỉnh Đồng Tháp")
    ]
    assert places[0] < places[1] < places[3] < places[2]


def test_a_unit_page_shows_where_it_went_and_its_doubt(country):
    split = Client().get("/dia-ban/2025-C09538/").content.decode()
    doubt = Client().get("/dia-ban/75/").content.decode()

    assert "Phường Kiến Hưng, Hà Nội" in split
    assert "30/2026/QH16" in doubt
    assert Client().get("/dia-ban/khong-co/").status_code == 404


@pytest.mark.parametrize("address", ["/dia-ban/?q=hoa", "/dia-ban/09556/", "/dia-ban/01/"])
def test_place_pages_stay_cheap(country, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert Client().get(address).status_code == 200
