"""`/api/v1/products`: what it answers, how it is filtered, how it is read on."""

from datetime import UTC, timedelta

import pytest
from django.test import Client

from ocop.products.models import ProductGtin
from ocop.registry.models import Entry
from tests.factories.accounts import AT
from tests.factories.register import in_register

pytestmark = pytest.mark.django_db
LIST = "/api/v1/products"
BOTTLE = "08934567890120"


def items(client: Client, query: str = "") -> list[str]:
    return [item["name"] for item in client.get(f"{LIST}?{query}").json()["items"]]


def test_a_row_says_what_the_contract_names(client: Client) -> None:
    (entry,) = in_register("Mật ong rừng")
    body = client.get(LIST).json()
    (item,) = body["items"]

    assert body["next"] is None
    assert {key: item[key] for key in ("code", "name", "producer", "stars", "status")} == {
        "code": entry.code,
        "name": "Mật ong rừng",
        "producer": "Hợp tác xã Thử",
        "stars": 4,
        "status": "valid",
    }
    assert item["url"].endswith(f"/san-pham/{entry.code}/")
    assert item["valid_until"] == "2028-08-01"


def test_empty_parameters_count_as_not_given(client: Client) -> None:
    in_register("Mật ong")

    assert items(client, "q=&province=&stars=&status=&cursor=") == ["Mật ong"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=mat ong", ["Mật ong"]),
        ("stars=4", ["Gạo", "Mật ong"]),
        ("stars=3", []),
        ("province=01", ["Gạo", "Mật ong"]),
        ("province=04", []),
        ("status=in_force", ["Gạo", "Mật ong"]),
        ("status=valid", ["Gạo", "Mật ong"]),
        ("status=expiring", []),
        ("status=revoked", []),
        ("q=mat ong&status=valid", ["Mật ong"]),
        ("q=mat ong&status=expiring", []),
        ("year=2025", ["Gạo", "Mật ong"]),
        ("year=2024", []),
        ("q=%00%E2%80%8E-%22", ["Gạo", "Mật ong"]),
    ],
)
def test_filters_narrow(client: Client, query: str, names: list[str]) -> None:
    in_register("Mật ong", "Gạo")

    assert items(client, query) == names


def test_a_product_is_found_by_its_barcode_in_any_length(client: Client) -> None:
    honey, _ = in_register("Mật ong", "Gạo")
    ProductGtin.objects.create(product=honey.product, gtin=BOTTLE, written=BOTTLE[1:], added_at=AT)

    assert items(client, f"gtin={BOTTLE[1:]}") == items(client, f"gtin={BOTTLE}") == ["Mật ong"]
    assert client.get(LIST).json()["items"][1]["gtins"] == [BOTTLE]


def test_pages_join_without_gap_or_repetition(client: Client) -> None:
    names = [f"Sản phẩm {n:02}" for n in range(25)]
    in_register(*names)

    assert walk(client, f"{LIST}?limit=4") == names
    assert sorted(walk(client, f"{LIST}?limit=4&q=san pham")) == names
    assert sorted(walk(client, f"{LIST}?limit=7&updated_since=2020-01-01")) == names


def walk(client: Client, address: str) -> list[str]:
    found, cursor = [], ""
    while True:
        body = client.get(f"{address}&cursor={cursor}").json()
        found += [item["name"] for item in body["items"]]
        cursor = body["next"]
        if cursor is None:
            return found


def test_what_changed_since_a_moment(client: Client) -> None:
    old, new = in_register("Cũ", "Mới")
    Entry.objects.filter(pk=old.pk).update(updated_at=AT - timedelta(days=10))
    Entry.objects.filter(pk=new.pk).update(updated_at=AT)

    assert items(client, f"updated_since={AT - timedelta(days=1):%Y-%m-%d}") == ["Mới"]
    assert items(client, f"updated_since={AT.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z") == ["Mới"]


def test_one_product_with_its_barcodes(client: Client) -> None:
    (entry,) = in_register("Mật ong")
    ProductGtin.objects.create(
        product=entry.product, gtin=BOTTLE, written=BOTTLE[1:], pack="chai", added_at=AT
    )
    body = client.get(f"{LIST}/{entry.code}").json()

    assert body["barcodes"][0]["link"].endswith(f"/01/{BOTTLE}")
    assert (body["certificates"], body["code"]) == ([], entry.code)


@pytest.mark.parametrize("code", ["SP-KHONG", "a%00b", "%F0%9F%90%9D"])
def test_an_unknown_product_is_a_problem_404(client: Client, code: str) -> None:
    response = client.get(f"{LIST}/{code}", headers={"Accept-Language": "en"})

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == "No such product in the register."


@pytest.mark.parametrize(("query", "most"), [("", 1), ("q=san pham", 3)])
def test_number_of_statements_does_not_grow(
    client: Client, query: str, most: int, django_assert_max_num_queries
) -> None:
    in_register(*[f"Sản phẩm {n}" for n in range(3)])
    with django_assert_max_num_queries(most):
        client.get(f"{LIST}?{query}")
    in_register(*[f"Sản phẩm khác {n}" for n in range(60)])
    with django_assert_max_num_queries(most):
        assert len(client.get(f"{LIST}?{query}&limit=200").json()["items"]) == 63
