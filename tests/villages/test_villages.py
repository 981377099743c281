"""Villages, titles, producers, artisans, marks, tourism and chains: what is allowed, each refusal with its sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.hints import hints_for
from ocop.core.permissions import Role
from ocop.producers.models import Evidence
from ocop.rulebook.chains import Contract, share_of_output, stable_months
from ocop.villages.actions import around, chains, villages
from ocop.villages.checks import (
    chains_share_no_more_than_the_output,
    marks_stay_in_their_territory,
    villages_lie_where_they_say,
)
from ocop.villages.models import Chain, MarkUse, Trade, TradePlace, Village
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product
from tests.factories.villages import keeper, make_chain, make_contract, make_mark, make_point, make_village

pytestmark = pytest.mark.django_db


def test_a_title_is_given_and_taken_by_the_province():
    province, commune = keeper(), keeper("09556")
    village = make_village(commune)
    with pytest.raises(PermissionRefused, match="UBND cấp tỉnh quyết định"):
        villages.recognise(village=village, decision="QĐ 1", recognised_on=DAY, by=commune, at=AT)
    village = villages.recognise(village=village, decision="QĐ 1", recognised_on=DAY, by=province, at=AT)
    assert (village.state, village.recognised_words) == ("recognised", f"QĐ 1, {DAY:%d/%m/%Y}")

    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        villages.withdraw_title(village=village, reason=" ", on=DAY, by=province, at=AT)
    village = villages.withdraw_title(village=village, reason="QĐ 2", on=DAY, by=province, at=AT)
    assert (village.state, village.withdrawn_on) == ("withdrawn", DAY)


@pytest.mark.parametrize(
    ("kind", "decision", "day", "words"),
    [
        ("has_trade", "QĐ 1", DAY, "không phải danh hiệu"),
        ("village", " ", DAY, "số quyết định"),
        ("village", "QĐ 1", DAY + timedelta(days=1), "sau hôm nay"),
    ],
)
def test_what_is_no_recognition_is_refused(kind, decision, day, words):
    by = keeper()
    village = make_village(by, kind=kind)
    with pytest.raises(RuleBroken, match=words):
        villages.recognise(village=village, decision=decision, recognised_on=day, by=by, at=AT)


def test_the_same_village_twice_and_other_places_are_refused():
    by = keeper()
    make_village(by)
    with pytest.raises(RuleBroken, match="đã có “Làng thử”"):
        make_village(by, name="LÀNG  THỬ")
    with pytest.raises(PermissionRefused, match="thuộc địa bàn khác"):
        make_village(keeper("10117"))
    recognised = make_village(by, name="Làng khác", recognised=True)
    data = {"kind": "traditional", "name": "Làng khác"}
    with pytest.raises(RuleBroken, match="quyết định công nhận nên không sửa"):
        villages.edit_village(village=recognised, data=data, by=by, at=AT)


def test_who_sees_which_village():
    make_village(keeper())
    for unit, count in (("01", 1), ("09556", 1), ("10117", 0), ("01290", 0), ("VN", 1)):
        assert Village.objects.visible_to(keeper(unit)).count() == count, unit
    assert not Village.objects.visible_to(act(Role.MEMBER, make_units()["01"])).exists()


def test_a_traditional_trade_is_known_once_in_its_province():
    by = keeper()
    make_village(by, kind="traditional", name="Làng A", trade="Khảm trai")
    make_village(by, kind="traditional", name="Làng B", trade="khảm  trai")
    assert Trade.objects.get().traditional and TradePlace.objects.get().unit.key == "01"


def test_producers_come_and_go_with_their_days():
    by = keeper()
    village, producer = make_village(by), make_producer()
    link = villages.link_producer(village=village, producer=producer, from_on=DAY, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã gắn"):
        villages.link_producer(village=village, producer=producer, from_on=DAY, by=by, at=AT)
    far = make_producer(make_units()["01290"])
    with pytest.raises(RuleBroken, match="không ở cùng tỉnh"):
        villages.link_producer(village=village, producer=far, from_on=DAY, by=by, at=AT)
    villages.unlink_producer(link=link, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã được gỡ"):
        villages.unlink_producer(link=link, by=by, at=AT)


def test_an_artisan_once_and_the_consent_has_its_day():
    by = keeper()
    village = make_village(by)
    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(RuleBroken, match="Ngày đồng ý"):
        villages.keep_artisan(village=village, data={"name": "Bà Thử", "consent_on": tomorrow}, by=by, at=AT)
    for consent in (DAY, None):
        data = {"name": "Bà Thử", "title": "Nghệ nhân", "consent_on": consent}
        artisan = villages.keep_artisan(village=village, data=data, by=by, at=AT)
    assert village.artisans.get() == artisan and artisan.consent_on is None


def test_a_mark_only_for_products_of_its_territory_while_in_force():
    by = keeper()
    product, far = make_product(photo=False), make_product(make_producer(make_units()["10117"]), photo=False)
    mark = make_mark(by, "09556", expires_on=DAY)
    around.allow_use(mark=mark, product=product, paper="GP 1", from_on=DAY, by=by, at=AT)
    for one, day, words in (
        (product, DAY, "đã được ghi dùng"),
        (far, DAY, "ngoài vùng"),
        (product, DAY + timedelta(days=1), "đã hết hạn"),
    ):
        with pytest.raises(RuleBroken, match=words):
            around.allow_use(mark=mark, product=one, paper="", from_on=day, by=by, at=AT)
    assert marks_stay_in_their_territory().ok
    use = around.end_use(use=MarkUse.objects.get(), by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã thôi dùng"):
        around.end_use(use=use, by=by, at=AT)
    with pytest.raises(PermissionRefused, match="địa bàn khác"):
        make_mark(keeper("09556"), "01")


def test_points_and_routes_refuse_what_cannot_be():
    by = keeper()
    with pytest.raises(RuleBroken, match="thôi hoạt động"):
        make_point(by, closed_on=date(2020, 1, 1))
    first, second = make_point(by), make_point(by, name="Vườn thử")
    for codes, words in (([first.code, "DL-X"], "DL-X"), ([first.code], "ít nhất hai điểm")):
        with pytest.raises(RuleBroken, match=words):
            around.add_route(name="Tuyến", words="", codes=codes, by=by, at=AT)
    route = around.add_route(name="Tuyến", words="", codes=[second.code, first.code], by=by, at=AT)
    assert [stop.point for stop in route.stops.all()] == [second, first]


def test_a_chain_adds_up_and_never_beyond_the_whole():
    lead, member = make_producer(), make_producer()
    by = acting_for(lead)
    chain = make_chain(lead, by)
    make_contract(chain, by)
    make_contract(chain, by, producer=member, name="", contract="02", share=Decimal(60))
    for changes, words in (
        ({"contract": "03", "share": Decimal("0.5")}, "vượt 100 %"),
        ({}, "đã có"),
        ({"contract": "04", "until_on": date(2020, 1, 1)}, "trước ngày bắt đầu"),
    ):
        with pytest.raises(RuleBroken, match=words):
            make_contract(chain, by, **changes)
    assert chains_share_no_more_than_the_output().ok
    assert Chain.objects.visible_to(acting_for(member)).get() == chain
    with pytest.raises(PermissionRefused, match="chủ trì"):
        make_contract(chain, acting_for(member), contract="05", share=None)
    with pytest.raises(PermissionRefused, match="địa bàn khác"):
        make_contract(chain, keeper("10117"), contract="05", share=None)


def test_ended_chains_and_contracts_stay_ended():
    lead = make_producer()
    by = acting_for(lead)
    chain = make_chain(lead, by)
    member = make_contract(chain, by)
    chains.end_contract(member=member, on=DAY, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã hết từ"):
        chains.end_contract(member=member, on=DAY, by=by, at=AT)
    chain = chains.end_chain(chain=chain, on=DAY, by=by, at=AT)
    for refused in (
        lambda: chains.end_chain(chain=chain, on=DAY, by=by, at=AT),
        lambda: make_contract(chain, by, contract="09"),
    ):
        with pytest.raises(RuleBroken, match="đã kết thúc"):
            refused()


def test_the_sheet_of_contracts_goes_into_the_vault_and_again_as_a_newer_version():
    lead, stranger = make_producer(), make_producer()
    by = acting_for(lead)
    chain = make_chain(lead, by)
    with pytest.raises(RuleBroken, match="chưa có hợp đồng"):
        chains.put_in_vault(chain=chain, by=by, at=AT)
    make_contract(chain, by)
    with pytest.raises(PermissionRefused, match="Chỉ chủ thể trong chuỗi"):
        chains.put_in_vault(chain=chain, by=acting_for(stranger), at=AT)
    for _ in range(2):
        paper = chains.put_in_vault(chain=chain, by=by, at=AT)
    held = Evidence.objects.get()
    assert (held.pk, held.subject, held.versions.count()) == (paper.pk, "material_origin", 2)
    assert held.current.file.read_bytes().startswith(b"%PDF")


def test_the_hint_stands_beside_criteria_of_links_only_and_chooses_nothing(django_assert_num_queries):
    lead = make_producer()
    by = acting_for(lead)
    product = make_product(lead, photo=False)
    chain = make_chain(lead, by)
    make_contract(chain, by)
    (hint,) = hints_for("Liên kết chuỗi trong sản xuất", product, DAY)
    assert hint.words == "Chuỗi thử: 1 hợp đồng còn hiệu lực, 40 % sản lượng, liên tục 33 tháng."
    with django_assert_num_queries(0):
        assert hints_for("Câu chuyện về sản phẩm", product, DAY) == []


def test_former_places_are_counted_on_both_maps():
    village = villages.add_village(
        data={
            "kind": "village",
            "name": "Làng xưa",
            "unit": make_units()["2025-C09556"],
            "source": "bài báo",
        },
        by=keeper(),
        at=AT,
    )
    assert (village.now_province, village.now_unit) == ("01", "09556")
    assert (village.then_province, village.then_district) == ("2025-P01", "2025-D268")
    assert villages_lie_where_they_say().ok


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
TERMS = st.builds(
    lambda first, length, share: Contract(
        first, None if length is None else first + timedelta(days=length), share
    ),
    DAYS,
    st.none() | st.integers(0, 400),
    st.none() | st.integers(0, 100).map(Decimal),
)


@given(terms=st.lists(TERMS, max_size=6), on=DAYS)
def test_share_and_months_equal_a_recount_day_by_day(terms, on):
    assert share_of_output(terms, on) == sum(
        (t.share or Decimal(0)) for t in terms if t.from_on <= on and (not t.until_on or t.until_on >= on)
    )
    first = on
    while any(t.runs(first - timedelta(days=1)) for t in terms):
        first -= timedelta(days=1)
    months = (on.year - first.year) * 12 + on.month - first.month - (on.day < first.day)
    assert stable_months(terms, on) == (months if any(t.runs(on) for t in terms) else 0)
