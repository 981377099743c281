"""Pairs that are alike are shown to those who appraise; nothing else follows from them."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.documents.reading import read_rows
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.radar import actions, queries
from ocop.radar.models import Fingerprint, Look, Pair
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.producers import make_producer
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db
STORY = " ".join(f"chuyện{n} làng nghề" for n in range(40))


@pytest.fixture
def units():
    return make_units()


@pytest.fixture
def adviser(units):
    return act(Role.ADVISER, units["01"])


def make_pair(units, *, there="10117", name="Trà ướp sen hồ Mẫu", story=STORY, other_story=STORY):
    first = make_product(
        make_producer(units["09556"], name="HTX Mẫu Một"), photo=False, name=name, story=story
    )
    second = make_product(
        make_producer(units[there], name="HTX Mẫu Hai"), photo=False, name=name, story=other_story
    )
    return first, second


def test_search_finds_the_pair_once_and_takes_no_mark_twice(units):
    first, second = make_pair(units)
    assert actions.search_all(at=AT) == 1
    taken = Fingerprint.objects.get(product=first).taken_at
    assert actions.search_all(at=AT.replace(hour=11)) == 1
    pair = Pair.objects.get()
    assert (pair.first, pair.second, pair.name, pair.story, pair.gone_at) == (first, second, 100, 100, None)
    assert Fingerprint.objects.get(product=first).taken_at == taken


def test_pair_that_is_alike_no_more_stays_with_the_day_it_went(units):
    first, _ = make_pair(units)
    actions.search_all(at=AT)
    first.name, first.story = "Cốm làng Vòng", ""
    first.save()
    later = AT.replace(hour=20)
    assert actions.search_all(at=later) == 0
    assert Pair.objects.get().gone_at == later
    first.name, first.story = "Trà ướp sen hồ Mẫu", STORY
    first.save()
    actions.search_all(at=AT.replace(hour=21))
    assert Pair.objects.get().gone_at is None


def test_pictures_that_are_the_same_are_found(units):
    first, second = make_pair(units, story="", other_story="")
    second.name = "Bánh chưng"
    second.save()
    for one in (first, second):
        make_photo(one)
    actions.search_all(at=AT)
    assert Pair.objects.get().photo == 100


def make_photo(product):
    from PIL import Image

    from ocop.documents.enums import FileKind
    from ocop.products import actions as products
    from tests.factories.producers import acting_for

    picture = Image.linear_gradient("L").rotate(30).resize((320, 240))
    out = io.BytesIO()
    picture.save(out, "PNG")
    by = acting_for(product.producer)
    from django.core.files.uploadedfile import SimpleUploadedFile

    from ocop.documents.actions import accept_upload

    upload = SimpleUploadedFile("anh.png", out.getvalue(), "image/png")
    file = accept_upload(upload=upload, kind=FileKind.PHOTO, by=by, at=AT)
    products.add_photo(product=product, file=file, by=by, at=AT)


def test_one_product_is_compared_as_it_stands_now(units, adviser):
    first, second = make_pair(units)
    page = signed_in(adviser).get(reverse("radar:product", args=[first.code]))
    assert (
        page.status_code == 200 and "HTX Mẫu Hai" not in page.content.decode()
    )  # a first look: no marks of the other yet
    actions.search_all(at=AT)
    page = signed_in(adviser).get(reverse("radar:product", args=[first.code])).content.decode()
    assert "HTX Mẫu Hai" in page and "câu chuyện 100\u00a0%" in page


def test_only_the_own_area_is_listed_and_strangers_find_nothing(units, adviser):
    make_pair(units)
    actions.search_all(at=AT)
    pair = Pair.objects.get()
    there = signed_in(act(Role.ADVISER, units["04"]))
    assert "Trà ướp sen" not in there.get(reverse("radar:pairs")).content.decode()
    assert there.get(reverse("radar:pair", args=[pair.pk])).status_code == 404
    assert "Trà ướp sen" in signed_in(adviser).get(reverse("radar:pairs")).content.decode()
    officer = signed_in(act(Role.COMMUNE_OFFICER, units["09556"]))
    assert officer.get(reverse("radar:pairs")).status_code == 403


def test_unpublished_product_of_another_province_is_not_told(units, adviser):
    make_pair(units, there="01273")
    actions.search_all(at=AT)
    page = signed_in(adviser).get(reverse("radar:pair", args=[Pair.objects.get().pk])).content.decode()
    assert "HTX Mẫu Một" in page and "HTX Mẫu Hai" not in page
    assert queries.HIDDEN in page and "Cao Bằng" in page
    assert page.count("chuyện7 làng nghề") == 1


def test_note_is_kept_with_its_event_and_changes_nothing_else(units, adviser):
    make_pair(units)
    actions.search_all(at=AT)
    pair, before = Pair.objects.get(), list(Product.objects.order_by("pk").values())
    actions.note_look(pair=pair, opinion="copied", words="Cùng một đoạn kể.", by=adviser, at=AT)
    assert Look.objects.get().words == "Cùng một đoạn kể."
    assert Event.objects.filter(verb="radar.look").count() == 1
    assert list(Product.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("opinion", "words", "sentence"),
    [
        ("copied", " ", "Hãy ghi đã thấy giống ở chỗ nào."),
        ("ask", "", "Hãy ghi đã thấy giống ở chỗ nào."),
        ("guilty", "x", "Hãy chọn một nhận xét."),
        ("different", "x" * 1001, "Ghi chú dài quá 1000 chữ; hãy viết ngắn lại."),
    ],
)
def test_note_is_refused_with_its_sentence(units, adviser, opinion, words, sentence):
    make_pair(units)
    actions.search_all(at=AT)
    with pytest.raises(RuleBroken) as refused:
        actions.note_look(pair=Pair.objects.get(), opinion=opinion, words=words, by=adviser, at=AT)
    assert refused.value.sentence == sentence and not Look.objects.exists()


def test_note_by_the_form_keeps_what_was_typed(units, adviser):
    make_pair(units)
    actions.search_all(at=AT)
    url, client = reverse("radar:pair", args=[Pair.objects.get().pk]), signed_in(adviser)
    answer = client.post(url, {"opinion": "copied", "words": ""})
    assert answer.status_code == 422 and "Hãy ghi đã thấy giống" in answer.content.decode()
    assert client.post(url, {"opinion": "different", "words": ""}).status_code == 302


def test_commune_starts_no_search(units):
    inspector = act(Role.INSPECTOR, units["09556"])
    with pytest.raises(PermissionRefused, match="cấp tỉnh và trung ương"):
        actions.start_search(by=inspector, at=AT)


def test_sheet_has_the_rows_of_the_list(units, adviser):
    make_pair(units)
    actions.search_all(at=AT)
    content = signed_in(adviser).get(reverse("radar:export"), {"phan": "cau-chuyen"}).content
    rows = read_rows(content, name="x.xlsx")
    assert any("HTX Mẫu Một" in row and 100 in row for row in rows)
    empty = read_rows(signed_in(adviser).get(reverse("radar:export"), {"phan": "anh"}).content, name="x.xlsx")
    assert not any("HTX Mẫu Một" in row for row in empty)


def many_pairs(units, count):
    producers = [make_producer(units["09556"], name=f"HTX Mẫu {side}") for side in "AB"]
    rows = [
        Product(
            code=f"SP-{side}{n}", name=f"Sản phẩm {n}", producer=producer, unit=units["09556"], created_at=AT
        )
        for n in range(count)
        for side, producer in zip("AB", producers, strict=True)
    ]
    for row in rows:
        row.set_keys()
    Product.objects.bulk_create(rows)
    made = list(Product.objects.filter(code__startswith="SP-").order_by("pk"))
    Pair.objects.bulk_create(
        Pair(first=one, second=two, story=80, points=80, found_at=AT)
        for one, two in zip(made[::2], made[1::2], strict=True)
    )
    assert Producer.objects.count() == 2


@pytest.mark.parametrize("count", [3, 300])
def test_list_asks_the_same_for_three_and_three_hundred(units, adviser, count):
    many_pairs(units, count)
    client = signed_in(adviser)
    client.get(reverse("radar:pairs"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("radar:pairs")).status_code == 200
    assert len(asked) == 7
