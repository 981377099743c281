"""GS1 Digital Link: `/01/<barcode>`."""

import pytest
from django.test import Client

from ocop.products.actions import edit_product
from ocop.products.models import ProductGtin
from tests.factories.accounts import AT
from tests.factories.producers import acting_for
from tests.factories.products import make_product
from tests.factories.recognition import make_certificate, make_office
from tests.factories.register import in_register

pytestmark = pytest.mark.django_db
BOTTLE = "8934567890120"
OTHER = "96385074"


@pytest.fixture
def entry():
    (entry,) = in_register("Mật ong")
    ProductGtin.objects.create(product=entry.product, gtin=BOTTLE.zfill(14), written=BOTTLE, added_at=AT)
    return entry


@pytest.mark.parametrize("written", [BOTTLE, BOTTLE.zfill(14), f"{BOTTLE}/", f"{BOTTLE}/10/L1/21/7"])
def test_a_barcode_leads_to_its_product(client: Client, entry, written: str) -> None:
    response = client.get(f"/01/{written}")

    assert response.status_code == 307
    assert response["Location"].endswith(f"/san-pham/{entry.code}/")
    assert 'rel="linkset"' in response["Link"]


def test_other_parameters_travel_along(client: Client, entry) -> None:
    response = client.get(f"/01/{BOTTLE}?17=271231&linkType=gs1:pip")

    assert response["Location"].endswith(f"/san-pham/{entry.code}/?17=271231")


@pytest.mark.parametrize(
    "how",
    [{"query": "?linkType=all"}, {"query": "?linkType=linkset"}, {"accept": "application/linkset+json"}],
)
def test_programs_get_the_list_of_links(client: Client, entry, how: dict[str, str]) -> None:
    response = client.get(
        f"/01/{BOTTLE}/10/L1{how.get('query', '')}", headers={"Accept": how.get("accept", "*/*")}
    )
    (context,) = response.json()["linkset"]

    assert (response.status_code, response["Content-Type"]) == (200, "application/linkset+json")
    assert context["anchor"].endswith(f"/01/{BOTTLE.zfill(14)}/10/L1")
    assert context["https://ref.gs1.org/voc/pip"][0]["href"].endswith(f"/san-pham/{entry.code}/")
    assert context["https://ref.gs1.org/voc/defaultLink"][0]["href"].endswith(f"/san-pham/{entry.code}/")


def test_a_certified_product_offers_its_certificate(client: Client, demo_keys) -> None:
    certificate = make_certificate(make_office())
    ProductGtin.objects.create(product=certificate.product, gtin=OTHER.zfill(14), written=OTHER, added_at=AT)

    response = client.get(f"/01/{OTHER}?linkType=gs1:certificationInfo")

    assert response["Location"].endswith(f"/kiem-tra/{certificate.token}/")


def test_a_kind_of_link_that_is_not_there_is_said(client: Client, entry) -> None:
    response = client.get(f"/01/{BOTTLE}?linkType=gs1:recipeInfo")

    assert response.status_code == 404
    assert "gs1:masterData" in response.content.decode()


def test_an_unknown_barcode_gets_a_true_verdict(client: Client, entry) -> None:
    response = client.get(f"/01/{OTHER}")

    assert response.status_code == 404
    assert "MÃ VẠCH KHÔNG CÓ TRONG SỔ" in response.content.decode()


def test_a_barcode_of_an_unrecognised_product_is_unknown(client: Client) -> None:
    make_product(photo=False, gtin=OTHER)

    assert client.get(f"/01/{OTHER}").status_code == 404


@pytest.mark.parametrize(
    "path", ["8934567890123", "abc", f"{BOTTLE}/10", f"{BOTTLE}/99/x", "1%00", f"{BOTTLE}/10/<b> x</b>"]
)
def test_a_wrong_address_says_why(client: Client, path: str) -> None:
    response = client.get(f"/01/{path}")

    assert response.status_code == 400
    assert "<b> x" not in response.content.decode()


def test_the_resolver_describes_itself(client: Client) -> None:
    assert client.get("/.well-known/gs1resolver").json()["supportedPrimaryKeys"] == ["01"]


def test_the_register_is_searched_by_barcode_as_soon_as_it_is_declared(client: Client) -> None:
    (entry,) = in_register("Mật ong")
    edit_product(product=entry.product, data={"gtin": BOTTLE}, by=acting_for(entry.product.producer), at=AT)

    for asked in (BOTTLE, BOTTLE.zfill(14)):
        assert [item["code"] for item in client.get(f"/api/v1/products?q={asked}").json()["items"]] == [
            entry.code
        ]
        assert entry.name in client.get(f"/san-pham/?q={asked}").content.decode()
    assert BOTTLE in client.get(f"/san-pham/{entry.code}/").content.decode()


def test_the_list_offers_itself_as_a_file(client: Client) -> None:
    in_register("Mật ong")

    assert "/du-lieu-mo/san-pham.xlsx?q=mat+ong" in client.get("/san-pham/?q=mat+ong").content.decode()
