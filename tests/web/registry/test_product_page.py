"""The page of one product: what it says in each state, what it never says, what it costs."""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.core.acting import Acting
from ocop.core.offers import Offer
from ocop.core.permissions import Role
from ocop.products.actions import add_outlet
from ocop.products.models import Product
from ocop.recognition.models import Certificate, Suspension
from ocop.recognition.signals import standing_changed
from ocop.registry.actions import rebuild
from ocop.registry.keeping import keep_all, made_of
from ocop.registry.models import Entry
from ocop.registry.record_checks import pages_say_what_the_tables_say
from ocop.registry.records import PublicRecord
from ocop.rulebook import publication
from tests.factories.accounts import AT
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product
from tests.factories.recognition import make_certificate, make_office
from tests.factories.register import bring_in, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_keys")]
OUTLET = {"kind": "shop", "name": "Cửa hàng Quê", "address": "12 phố Chợ"}


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


def page_of(client: Client, product: Product, **headers: str) -> str:
    return client.get(f"/san-pham/{product.code}/", headers=headers).content.decode()


def structured(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def tell(product: Product) -> None:
    standing_changed.send(sender=Certificate, product=product, at=AT)


def certified(name: str = "Nước mắm thử", **more: object) -> Certificate:
    return make_certificate(make_office(), name, **more)


def test_certificate_decision_basis_and_parts_are_told(client: Client) -> None:
    certificate = certified()
    page = unescape(page_of(client, certificate.product))

    for told in (
        certificate.number_text,
        certificate.snapshot["decision"],
        "26/2026/QĐ-TTg",
        "72,5 điểm",
        "25,5",
    ):
        assert told in page, told
    assert "CÒN HIỆU LỰC" in page and "Hội đồng chấm từ 70" in page
    assert f"/bao-vi-pham/?san-pham={certificate.product.code}" in page


def test_parts_stay_inside_where_the_setting_says_no(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocop.registry.keeping.sections_are_public", lambda procedure: False)
    page = page_of(client, certified().product)

    assert "72,5" in page and "25,5" not in page
    assert publication.sections_are_public("26-2026") and not publication.sections_are_public("148")
    assert not publication.sections_are_public("khong-co")


def test_outlets_are_shown_while_in_force_and_go_when_it_is_stopped(client: Client) -> None:
    certificate = certified()
    product = certificate.product
    link = {"kind": "website", "name": "Trang nhà", "link": "https://vidu.vn/a?b=1&c=2"}
    for data in (OUTLET, link):
        add_outlet(product=product, data=data, by=_owner(product), at=AT)
    page = page_of(client, product)
    assert "12 phố Chợ" in page and 'rel="nofollow noopener ugc"' in page

    Suspension.objects.create(certificate=certificate, from_on=timezone.localdate(), reason="Kiểm tra", at=AT)
    tell(product)
    page = page_of(client, product)
    assert "12 phố Chợ" not in page and "vidu.vn" not in page
    assert "nơi bán không hiện ở đây" in page and "TẠM DỪNG" in page
    assert "hasCertification" not in structured(page)


def _owner(product: Product) -> Acting:
    return Acting(role=Role.PRODUCER, party_id=product.producer_id, on=AT.date())


def test_structured_data_names_the_certification_and_cannot_be_broken_out_of(client: Client) -> None:
    certificate = certified("Mắm </script><b>x</b> & “ngon”")
    page = page_of(client, certificate.product)
    data = structured(page)

    assert data["name"] == "Mắm </script><b>x</b> & “ngon”"
    assert data["hasCertification"]["certificationIdentification"] == certificate.number_text  # type: ignore[index]
    assert "<b>x</b>" not in page
    assert '<link rel="canonical" href="http' in page and 'property="og:image"' in page


def test_names_that_are_easily_confused_are_shown_with_their_producers(client: Client) -> None:
    bring_in(
        published("Trà sen", producer="Hợp tác xã Một"),
        published("Chà xen đặc sản", producer="Hợp tác xã Hai"),
        published("Trà sen", producer="Hợp tác xã Ba"),
        published("Trà nhài", producer="Hợp tác xã Bốn"),
    )
    entry = Entry.objects.get(producer_name="Hợp tác xã Một")
    page = client.get(entry.get_absolute_url()).context["page"]

    assert [one.producer_name for one, _ in page.alike] == ["Hợp tác xã Hai", "Hợp tác xã Ba"]
    assert page.others == []


@pytest.mark.parametrize("alike", [1, 30])
def test_the_page_costs_three_statements_however_many_there_are(client: Client, alike: int) -> None:
    bring_in(
        *(published("Trà sen", producer=f"Hợp tác xã {n}") for n in range(alike + 1)),
        *(published(f"Trà {n}", producer="Hợp tác xã 0") for n in range(alike)),
    )
    entry = Entry.objects.filter(name="Trà sen").order_by("pk").first()
    assert entry and count(client, entry.get_absolute_url()) == 3


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    product = certified().product
    first = client.get(f"/san-pham/{product.code}/")
    etag = first.headers["ETag"]
    assert client.get(f"/san-pham/{product.code}/", headers={"If-None-Match": etag}).status_code == 304

    add_outlet(product=product, data=OUTLET, by=_owner(product), at=AT)
    again = client.get(f"/san-pham/{product.code}/", headers={"If-None-Match": etag})
    assert again.status_code == 200 and "12 phố Chợ" in again.content.decode()


def test_a_line_without_its_record_is_read_from_the_tables(client: Client) -> None:
    product = certified().product
    kept = page_of(client, product)
    PublicRecord.objects.all().delete()
    assert _stable(page_of(client, product)) == _stable(kept)

    assert keep_all() == 1
    assert PublicRecord.objects.get().digest == made_of(Entry.objects.get()).digest


def _stable(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_apps_above_and_beside_offer_their_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certified()

    def source(facts: Mapping[str, Any]) -> list[Offer]:
        return [Offer("Gói chứng cứ", f"/goi/{facts['tokens'][0]}/", "Kiểm tra được khi không có mạng")]

    monkeypatch.setattr("ocop.core.offers._sources", {"product": [source]})

    assert f'href="/goi/{certificate.token}/"' in page_of(client, certificate.product)


def test_what_was_never_recognised_has_no_page(client: Client) -> None:
    product = make_product(make_producer(), photo=False)
    add_outlet(product=product, data=OUTLET, by=acting_for(product.producer), at=AT)

    assert client.get(f"/san-pham/{product.code}/").status_code == 404
    assert client.get("/san-pham/SP-%00/").status_code == 404


def test_the_check_names_a_page_that_says_something_else() -> None:
    bring_in(published("Mật ong"), published("Lụa"))
    assert pages_say_what_the_tables_say().ok
    PublicRecord.objects.filter(entry__name="Lụa").update(digest="x")
    Product.objects.filter(name="Mật ong").update(story="Kể lén")

    assert [one.split("(")[0] for one in pages_say_what_the_tables_say().problems] == [
        "Trang của “Mật ong” ",
        "Trang của “Lụa” ",
    ]
    rebuild(at=AT)
    assert pages_say_what_the_tables_say().ok


def test_records_of_many_lines_cost_ten_statements() -> None:
    bring_in(*(published(f"Sản phẩm {n}") for n in range(40)))
    with CaptureQueriesContext(connection) as seen:
        keep_all()
    assert len(seen) <= 14
