"""Public pages without sign-in: list, product, check – states, refusals, cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.registry.test_register import bring_in, published

pytestmark = pytest.mark.django_db


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


def test_the_list_shows_status_and_keeps_the_question_in_the_address(client: Client) -> None:
    bring_in(published("Mật ong Hà Đông"))
    page = client.get("/san-pham/?q=mat+ong&sao=4&tinh=01&tinh_trang=con-hieu-luc").content.decode()

    assert "Mật ong Hà Đông" in page and "CÒN HIỆU LỰC" in page and 'value="mat ong"' in page


def test_nothing_found_says_what_to_do(client: Client) -> None:
    assert "Thử ít chữ hơn" in client.get("/san-pham/?q=khongco").content.decode()


def test_paging_goes_through_everything_once(client: Client) -> None:
    bring_in(*(published(f"Sản phẩm {n:03}") for n in range(60)))
    seen, url = [], "/san-pham/"
    while url:
        page = client.get(url)
        seen += [row.name for row in page.context["page"].rows]
        url = f"/san-pham/{page.context['page'].next_url}" if page.context["page"].next_url else ""

    assert seen == [f"Sản phẩm {n:03}" for n in range(60)]
    back = client.get(f"/san-pham/{page.context['page'].prev_url}")
    assert [row.name for row in back.context["page"].rows] == seen[24:48]


@pytest.mark.parametrize("url", ["/san-pham/", "/san-pham/?q=san+pham"])
def test_the_list_costs_the_same_for_three_and_sixty(client: Client, url: str) -> None:
    bring_in(*(published(f"Sản phẩm {n:03}") for n in range(3)))
    few = count(client, url)
    bring_in(*(published(f"Sản phẩm {n:03}") for n in range(3, 60)))

    assert count(client, url) == few <= 7


@pytest.mark.parametrize(
    "query", ["sau=rubbish", "sau=~99999999999999999999999", "truoc=x~1", "sao=99", "tinh_trang=la", "q=%00"]
)
def test_broken_addresses_answer_with_a_page(client: Client, query: str) -> None:
    bring_in(published("Mật ong"))

    assert client.get(f"/san-pham/?{query}").status_code == 200


def test_a_product_page_keeps_the_place_as_published_with_its_source(client: Client) -> None:
    bring_in(
        published(
            "Lụa",
            commune="phường Hà Cầu",
            district="quận Hà Đông",
            decision_date="2024-05-01",
            year="2024",
            decision_no="12/QĐ-UBND",
            source_url="https://example.org/tin",
        )
    )
    url = client.get("/san-pham/").context["page"].rows[0].get_absolute_url()
    page = client.get(url).content.decode()

    assert "phường Hà Cầu, quận Hà Đông, Hà Nội" in page
    assert "12/QĐ-UBND" in page and "https://example.org/tin" in page
    assert "Chỉ áp dụng cho sản phẩm này." in page


def test_unknown_products_and_codes_are_404_with_a_page(client: Client) -> None:
    assert client.get("/san-pham/SP-KHONGCO/").status_code == 404
    answer = client.get("/kiem-tra/KHONGCOTRONGSO/")
    assert answer.status_code == 404
    assert "KHÔNG CÓ TRONG SỔ" in answer.content.decode()


def test_a_typed_code_leads_to_its_page(client: Client) -> None:
    assert client.get("/kiem-tra/", {"ma": " ab-cd "})["Location"] == "/kiem-tra/ABCD/"


def test_the_check_page_loads_no_script_from_elsewhere_and_is_light(client: Client) -> None:
    answer = client.get("/kiem-tra/KHONGCO/")

    assert len(answer.content) < 50_000
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_home_and_about_answer_in_both_languages(client: Client) -> None:
    for url in ("/", "/gioi-thieu/", "/gioi-thieu/rieng-tu/", "/kiem-tra/"):
        assert client.get(url).status_code == 200
        assert client.get(url, headers={"Accept-Language": "en"}).status_code == 200
