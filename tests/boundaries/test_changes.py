"""The map changes by an official list: whole units hand over, split ones ask, nothing is lost or guessed."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.audit.checks import verify_chain
from ocop.audit.models import Event
from ocop.boundaries.actions import Line, NewUnit, apply_lines, place
from ocop.boundaries.checks import one_responsible_unit
from ocop.boundaries.enums import ChangeKind
from ocop.boundaries.importing import BoundaryImporter
from ocop.boundaries.models import PlaceCase, UnitChange
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.documents.intake import actions
from ocop.documents.intake.workbooks import present
from ocop.places.actions import load_units
from ocop.places.models import Unit
from ocop.places.queries import resolve_place, responsible_unit, successors
from ocop.targets.integrity import facts_equal_recount
from ocop.targets.models import ProductFact
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.sheets import upload
from tests.factories.targets import make_item, make_maker, recognise

pytestmark = pytest.mark.django_db
HEADS = [
    "Văn bản",
    "Ngày có hiệu lực",
    "Việc",
    "Đơn vị cũ",
    "Mã đơn vị mới",
    "Tên đơn vị mới",
    "Tỉnh, thành phố",
]
PAPER, DAY = "Nghị quyết giả định 1/NQ", "01/10/2026"


@pytest.fixture
def units():
    return make_units()


@pytest.fixture
def centre(units):
    return act(Role.CENTRAL_OFFICE, units["VN"])


def line(kind, old, code, name, parent="", day=DAY):
    return [PAPER, day, kind, old, code, name, parent]


def take(rows, by, content=None):
    made = upload(content or [HEADS, *rows])
    return actions.take(
        importer=BoundaryImporter, upload=made, page="boundaries:dia-gioi-intake-preview", by=by, at=AT
    )


def bring(rows, by):
    return actions.apply(intake=take(rows, by), only_good=False, by=by, at=AT)


def family(unit, name="HTX Mây", items=2):
    maker = make_maker(unit, name=name, address="Thôn 1")
    made = [make_item(maker, unit, name=f"{name} {n}") for n in range(items)]
    for item in made:
        recognise(item, date(2024, 5, 1))
    return maker, made


def sentences(intake):
    return {row["n"]: " ".join(said for _, said in row["e"]) for row in intake.read_lines() if row["e"]}


def counted():
    """Facts per place on the map of today."""
    rows = ProductFact.objects.values_list("now_province", "now_unit")
    return sorted(rows)


def test_merge_hands_all_records_over_and_the_former_unit_stays(units, centre):
    maker, items = family(units["09556"])
    preview = take([line("Sáp nhập", "Phường Hà Đông, Hà Nội", "10117", "Phường Kiến Hưng")], centre)
    assert preview.read_lines()[0]["l"] == "Phường Hà Đông → Phường Kiến Hưng (1 chủ thể, 2 sản phẩm)"
    actions.apply(intake=preview, only_good=False, by=centre, at=AT)
    old = Unit.objects.get(key="09556")
    maker.refresh_from_db()
    items[0].refresh_from_db()
    assert (old.valid_to, maker.unit.key, items[0].unit.key) == (date(2026, 9, 30), "10117", "10117")
    assert maker.place_wording == "Phường Hà Đông, Hà Nội"
    assert counted() == [("01", "10117")] * 2
    assert responsible_unit(old).key == "10117" and responsible_unit(old, date(2026, 9, 1)).key == "09556"
    moved = Event.objects.filter(verb="record.moved").values_list("about_type", flat=True)
    assert sorted(moved) == ["producers.producer", "products.product", "products.product"]
    assert verify_chain().problems == one_responsible_unit().problems == facts_equal_recount().problems == []


def test_renamed_unit_keeps_its_code_and_old_lists_still_find_it(units, centre):
    maker, _ = family(units["09556"])
    bring([line("Đổi tên", "Phường Hà Đông, Hà Nội", "09556", "Phường Hà Đông Mới")], centre)
    maker.refresh_from_db()
    assert (maker.unit.code, maker.unit.key, maker.unit.name) == ("09556", "09556-20261001", "Hà Đông Mới")
    answer = resolve_place("Phường Hà Cầu", "quận Hà Đông", "Hà Nội", on=date(2024, 1, 1))
    assert answer.unit == maker.unit
    assert [one.key for one in successors(units["2025-C09538"])] == ["09556-20261001", "10117"]


def test_unit_goes_to_another_province_with_its_records(units, centre):
    family(units["09556"])
    bring(
        [line("Chuyển cấp trên", "Phường Hà Đông, Hà Nội", "09556", "Phường Hà Đông", "Tỉnh Cao Bằng")],
        centre,
    )
    assert counted() == [("04", "09556-20261001")] * 2


def test_split_asks_a_person_and_what_hangs_on_a_producer_goes_along(units, centre):
    maker, items = family(units["09556"])
    other, _ = family(units["09556"], "HTX Tre", 1)
    bring(split(), centre)
    assert counted() == [("01", "")] * 3  # the province's until somebody decides
    assert one_responsible_unit().problems == []
    office = act(Role.PROVINCE_OFFICE, units["01"])
    cases = list(PlaceCase.objects.visible_to(office).open())
    assert [case.label for case in cases] == ["Chủ thể: HTX Mây", "Chủ thể: HTX Tre"]
    new = Unit.objects.get(code="99001")
    place(cases=cases[:1], unit=new, reason="Xem bản đồ địa chính", by=office, at=AT)
    maker.refresh_from_db()
    items[1].refresh_from_db()
    assert (maker.unit, items[1].unit) == (new, new)
    assert counted() == [("01", ""), ("01", "99001"), ("01", "99001")]
    assert Event.objects.filter(verb="record.placed", data__words="Xem bản đồ địa chính").count() == 3
    assert one_responsible_unit().problems == facts_equal_recount().problems == []


def split(old="Phường Hà Đông, Hà Nội"):
    return [
        line("Chia tách", old, "99001", "Phường Hà Đông Một"),
        line("Chia tách", old, "10117", "Phường Kiến Hưng"),
    ]


def test_placing_is_refused_with_a_sentence(units, centre):
    family(units["09556"])
    bring(split(), centre)
    office = act(Role.PROVINCE_OFFICE, units["01"])
    case = PlaceCase.objects.get()
    for unit, reason, told in (
        (units["01290"], "x", "một trong các đơn vị kế thừa"),
        (units["10117"], " ", "căn cứ"),
    ):
        with pytest.raises(RuleBroken, match=told):
            place(cases=[case], unit=unit, reason=reason, by=office, at=AT)
    elsewhere = act(Role.PROVINCE_OFFICE, units["04"])
    with pytest.raises(RuleBroken, match="đánh dấu ít nhất một"):
        place(cases=[case], unit=units["10117"], reason="x", by=elsewhere, at=AT)


def test_lines_that_cannot_stand_are_told(units, centre):
    rows = [
        line("Sáp nhập", "Phường Thục Phán, Cao Bằng", "01290", "Xã Bảo Lâm", day="01/01/2027"),
        line("Chia tách", "Phường Hà Đông, Hà Nội", "99001", "Phường Một"),
        line("Sáp nhập", "Phường Kiến Hưng, Hà Nội", "00004", "Phường Khác Tên"),
        line("Đổi tên", "Xã Bảo Lâm, Cao Bằng", "01290", "Bảo Lâm Mới"),
        line("Sáp nhập", "Phường Hà Cầu, quận Hà Đông, Hà Nội", "10117", "Phường Kiến Hưng"),
    ]
    found = sentences(take(rows, centre))
    told = ("Chưa tới ngày", "ít nhất hai dòng", "Mã 00004 đang là của", "cần kèm loại", "đang có")
    assert [words in found[n] for n, words in enumerate(told, start=2)] == [True] * 5


def test_again_unchanged_and_files_do_not_bring_a_unit_back(units, centre):
    rows = [line("Sáp nhập", "Phường Hà Đông, Hà Nội", "10117", "Phường Kiến Hưng")]
    bring(rows, centre)
    importer = BoundaryImporter()
    again = take([], centre, present(importer, importer.existing(by=centre, at=AT)))
    assert again.counts["unchanged"] == 1 and UnitChange.objects.count() == 1


def test_ended_unit_stays_ended_when_reference_data_is_loaded(units, centre):
    load_units()
    bring([line("Sáp nhập", "Phường Hà Đông, Hà Nội", "10117", "Phường Kiến Hưng")], centre)
    load_units()
    assert Unit.objects.get(key="09556").valid_to == date(2026, 9, 30)


def test_province_office_may_not_change_the_map(units):
    with pytest.raises(PermissionRefused):
        take(split(), act(Role.PROVINCE_OFFICE, units["01"]))
    with pytest.raises(PermissionRefused, match="cả nước"):
        take(split(), act(Role.ADMINISTRATOR, units["01"]))


def test_pages_show_changes_and_decide_many(units, centre):
    family(units["09556"])
    family(units["09556"], "HTX Tre", 1)
    bring(split(), centre)
    office = act(Role.PROVINCE_OFFICE, units["01"])
    client, url = signed_in(office), reverse("boundaries:waiting", args=["09556"])
    listed = client.get(reverse("boundaries:changes")).content.decode()
    assert url in listed and "Phường Hà Đông Một" in listed
    cases = [case.pk for case in PlaceCase.objects.open()]
    assert client.post(url, {"cases": cases, "unit": "10117", "reason": ""}).status_code == 422
    sent = client.post(url, {"cases": cases, "unit": "10117", "reason": "UBND phường xác nhận"}, follow=True)
    assert "Không còn bản ghi nào chờ" in sent.content.decode()
    assert signed_in(act(Role.PROVINCE_OFFICE, units["04"])).get(url).status_code == 404
    assert not PlaceCase.objects.open().exists()


KEYS = ("00004", "09556", "10117", "01273", "01290")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(KEYS), min_size=1, max_size=6), st.data())
def test_totals_stay_whatever_is_merged_or_split(places, data):
    with transaction.atomic():
        change_and_count(places, data)
        transaction.set_rollback(True)


def change_and_count(places, data):
    units = make_units()
    centre = act(Role.CENTRAL_OFFICE, units["VN"])
    for n, key in enumerate(places):
        family(Unit.objects.get(key=key), f"HTX {n}", 1)
    total = ProductFact.objects.count()
    for step in range(2):
        current = list(Unit.objects.current().communes().order_by("key"))
        old = data.draw(st.sampled_from(current))
        into = data.draw(st.sampled_from([one for one in current if one.pk != old.pk]))
        if data.draw(st.booleans()):
            made = [Line(ChangeKind.MERGE, old, into, PAPER, date(2026, 10, 1 + step))]
        else:
            fresh = NewUnit(f"9900{step}", "xã", f"Mới {step}", old.parent)
            made = [
                Line(ChangeKind.SPLIT, old, new, PAPER, date(2026, 10, 1 + step)) for new in (fresh, into)
            ]
        apply_lines(lines=made, by=centre, at=AT)
    assert ProductFact.objects.count() == total
    assert ProductFact.objects.exclude(now_province="").count() == total
    today = set(Unit.objects.current().values_list("key", flat=True))
    for fact in ProductFact.objects.select_related("product"):
        assert fact.now_unit in today | {""} and fact.now_province in today
    for old in Unit.objects.filter(place_cases__settled_at=None, place_cases__isnull=False).distinct():
        cases = list(PlaceCase.objects.open().filter(old=old))
        place(cases=cases, unit=successors(old)[0], reason="thử", by=centre, at=AT)
    assert one_responsible_unit().problems == [] and not PlaceCase.objects.open().exists()
    assert ProductFact.objects.exclude(now_unit="").count() == total
