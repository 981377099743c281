"""Producers and products from a spreadsheet: found by code or name, own area only, own data of a producer left alone."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.audit.checks import verify_chain
from ocop.audit.models import Event
from ocop.core.permissions import Role
from ocop.documents.intake import actions
from ocop.documents.intake.workbooks import present
from ocop.producers.importing import OWN_DATA, ProducerImporter
from ocop.producers.models import Membership, Producer
from ocop.products.importing import ProductImporter
from ocop.products.models import Product
from ocop.registry.actions import update_entry
from tests.factories.accounts import AT, DAY, act, make_person
from tests.factories.places import make_units
from tests.factories.sheets import upload
from tests.factories.targets import make_item, make_maker

pytestmark = pytest.mark.django_db
MAKER_HEADS = [
    "Mã chủ thể",
    "Tên chủ thể",
    "Loại hình",
    "Xã",
    "MST",
    "Điện thoại",
    "Số lao động",
    "Lao động nữ",
]
ITEM_HEADS = [
    "Tên sản phẩm",
    "Chủ thể",
    "Xã, phường",
    "Giá (đồng)",
    "Đơn vị tính",
    "Bộ tiêu chí số",
    "Mã sản phẩm",
]
PLACE = "P. Hà Đông, Hà Nội"


@pytest.fixture
def office():
    return act(Role.PROVINCE_OFFICE, make_units()["01"])


def take(importer, rows, by):
    page = f"{'producers' if importer is ProducerImporter else 'products'}:{importer.key}-intake-preview"
    return actions.take(importer=importer, upload=upload(rows), page=page, by=by, at=AT)


def bring(importer, rows, by, only_good=False):
    return actions.apply(intake=take(importer, rows, by), only_good=only_good, by=by, at=AT)


def maker_row(name="HTX Mây", form="Hợp tác xã", unit=PLACE, tax="", phone="", workers="", women="", code=""):
    return [code, name, form, unit, tax, phone, workers, women]


def item_row(name="Giỏ mây", maker="HTX Mây", unit=PLACE, price="", per="", number="", code=""):
    return [name, maker, unit, price, per, number, code]


def reasons(intake):
    return {line["n"]: [sentence for _, sentence in line["e"]] for line in intake.read_lines() if line["e"]}


def test_producers_come_in_with_noughts_restored_and_again_unchanged(office):
    rows = [MAKER_HEADS, maker_row(tax=101234567, phone=912345678, workers=12, women="7")]
    bring(ProducerImporter, rows, office)
    made = Producer.objects.get()
    assert (made.unit.key, made.tax_code, made.phone) == ("09556", "0101234567", "0912345678")
    assert (made.legal_form, made.workers, made.workers_female) == ("htx", 12, 7)
    assert made.code.startswith("CT-") and made.search_key == "htx may 0101234567"
    assert take(ProducerImporter, rows, office).counts["unchanged"] == 1
    assert Event.objects.filter(verb="producer.registered", about_id=str(made.pk)).exists()
    assert verify_chain().problems == []


def test_producer_rows_are_refused_with_the_sentence_of_the_rule(office):
    units = make_units()
    make_maker(units["04"], name="Ở Cao Bằng", tax_code="0109999999")
    rows = [
        MAKER_HEADS,
        maker_row(unit="Xã Bảo Lâm, Cao Bằng"),
        maker_row("Khác", tax="0109999999"),
        maker_row("Nhiều nữ", workers=3, women=5),
        maker_row("Số cá nhân", tax="001099012345"),
        maker_row("Lạ", code="CT-KHONGCO1"),
        maker_row("Tách", unit="Phường Quang Trung, quận Hà Đông, Hà Nội"),
    ]
    found = reasons(take(ProducerImporter, rows, office))
    starts = (
        "Đơn vị này ngoài địa bàn",
        "Mã số thuế này đã đăng ký",
        "Số lao động nữ",
        "Đây là số định danh",
    )
    assert [found[n][0].startswith(s) for n, s in zip(range(2, 6), starts, strict=True)] == [True] * 4
    assert found[6][0].startswith("Không có chủ thể mang mã CT-KHONGCO1")
    assert "đã chia về 2 đơn vị" in found[7][0]


def test_producer_that_keeps_its_own_data_is_not_changed_by_an_office(office):
    held = make_maker(make_units()["09556"], name="HTX Mây", legal_form="htx", workers=1)
    Membership.objects.create(person=make_person(), producer=held, kind="owner", from_on=DAY, created_at=AT)
    found = take(ProducerImporter, [MAKER_HEADS, maker_row(workers=9)], office)
    assert reasons(found) == {2: [OWN_DATA]}


def test_products_come_in_changed_and_refused(office):
    units = make_units()
    held = make_maker(units["09556"], name="HTX Mây", is_demo=True)
    old = make_item(held, units["09556"], name="Giỏ mây", price=Decimal(90_000))
    rows = [
        ITEM_HEADS,
        item_row(price="95.000", per="chiếc"),
        item_row("Ghế mây", number=1),
        item_row("Bàn mây", maker="HTX Tre"),
        item_row("Lạ", code="SP-KHONGCO1"),
    ]
    faulty = take(ProductImporter, rows, office)
    assert {n: said[0][:24] for n, said in reasons(faulty).items()} == {
        4: "Chưa có chủ thể tên này ",
        5: "Không có sản phẩm mang m",
    }
    actions.apply(intake=faulty, only_good=True, by=office, at=AT)
    old.refresh_from_db()
    new = Product.objects.get(name="Ghế mây")
    assert (old.price, old.price_unit) == (95_000, "chiếc")
    assert (new.unit_id, new.is_demo, new.criteria_set_number) == (held.unit_id, True, 1)
    assert list(Event.objects.filter(verb__startswith="product.").values_list("verb", "data__fields")) == [
        ("product.created", None),
        ("product.edited", ["price", "price_unit"]),
    ]


def test_public_line_follows_a_changed_list(office):
    from tests.factories.targets import recognise

    units = make_units()
    held = make_maker(units["09556"], name="HTX Mây")
    item = make_item(held, units["09556"], name="Giỏ mây")
    recognise(item, DAY, year=2026)
    before = update_entry(item, at=AT)
    rows = [[*ITEM_HEADS], item_row("Giỏ mây đẹp", code=item.code)]
    bring(ProductImporter, rows, office)
    before.refresh_from_db()
    assert before.product.name == "Giỏ mây đẹp"


def test_statements_do_not_grow_with_the_rows(office, django_assert_max_num_queries):
    held = make_maker(make_units()["09556"], name="HTX Mây")
    for count in (3, 300):
        rows = [ITEM_HEADS, *(item_row(f"Sản phẩm {count} {n}") for n in range(count))]
        waiting = take(ProductImporter, rows, office)
        with django_assert_max_num_queries(26):
            actions.apply(intake=waiting, only_good=False, by=office, at=AT)
    assert held.products.count() == 303


TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 10**9)), min_size=1, max_size=12))
def test_own_export_comes_back_unchanged_whatever_the_texts(rows):
    by = act(Role.PROVINCE_OFFICE, make_units()["01"])
    unit = make_units()["09556"]
    held = make_maker(unit, name=f"Chủ thể {by.person.pk}", legal_form="htx")
    for name, text, price in rows:
        make_item(held, unit, name=f"a{name}", summary=text, packaging=text.replace("\n", " "), price=price)
    for importer, own in ((ProductImporter, held.products.all()), (ProducerImporter, [held])):
        records = list(own)
        for one in records:
            one.refresh_from_db()
        again = take_bytes(importer, present(importer(), records), by)
        refused = [line for line in again.read_lines() if line["f"] not in ("unchanged",)]
        assert refused == [] and again.row_count == len(records)


def take_bytes(importer, content, by):
    page = f"{'producers' if importer is ProducerImporter else 'products'}:{importer.key}-intake-preview"
    return actions.take(importer=importer, upload=upload(content), page=page, by=by, at=AT)
