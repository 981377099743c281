"""What every address of the API shares."""

import gzip
import json

import pytest
from django.test import Client

from ocop.api import limits
from tests.factories.register import in_register

pytestmark = pytest.mark.django_db
LIST = "/api/v1/products"


def problem(response) -> dict:
    assert response["Content-Type"] == "application/problem+json"
    return response.json()


def test_an_unknown_parameter_is_refused_by_name(client: Client) -> None:
    found = problem(client.get(f"{LIST}?tinh=01"))

    assert (found["status"], found["code"], found["parameter"]) == (400, "parameter.unknown", "tinh")
    assert "Không có tham số tinh" in found["detail"]
    assert "province" in found["detail"]


def test_refusals_speak_the_asked_language(client: Client) -> None:
    for header, words in [
        ("en", "no parameter"),
        ("fr, en;q=0.5, vi;q=0.4", "no parameter"),
        ("vi, en;q=0.9", "Không có tham số"),
        ("de", "Không có tham số"),
        (";;q=x,,", "Không có tham số"),
    ]:
        response = client.get(f"{LIST}?x=1", headers={"Accept-Language": header})
        assert words in problem(response)["detail"], header


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("stars=9", "stars"),
        ("stars=bon", "stars"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=99999999999999999999999", "limit"),
        ("status=ok", "status"),
        ("updated_since=hom-qua", "updated_since"),
        ("updated_since=0001-01-01", "updated_since"),
        ("q=" + "a" * 121, "q"),
        ("stars=3&stars=4", "stars"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_parameter(
    client: Client, query: str, parameter: str
) -> None:
    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 400
    assert problem(response)["parameter"] == parameter


def test_an_altered_cursor_is_refused_and_so_is_one_of_another_question(client: Client) -> None:
    in_register("Mật ong", "Gạo", "Trà")
    cursor = client.get(f"{LIST}?limit=1").json()["next"]
    flipped = ("A" if cursor[5] != "A" else "B").join([cursor[:5], cursor[6:]])

    for wrong in (flipped, cursor[:-1], cursor + "x", "abc", "%00", "..", cursor.replace(".", "")):
        assert problem(client.get(f"{LIST}?limit=1&cursor={wrong}"))["code"] == "cursor.invalid", wrong
    assert problem(client.get(f"{LIST}?stars=4&cursor={cursor}"))["code"] == "cursor.other"
    assert client.get(f"{LIST}?limit=2&cursor={cursor}").status_code == 200


def test_the_same_facts_answer_304(client: Client) -> None:
    in_register("Mật ong")
    first = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})
    in_register("Gạo")
    changed = client.get(LIST, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert again["ETag"] == first["ETag"]
    assert changed.status_code == 200


def test_methods(client: Client) -> None:
    in_register("Mật ong")
    got, head = client.get(LIST), client.head(LIST)
    options = client.options(LIST, headers={"Origin": "https://example.org"})
    post = client.post(LIST, {})

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert head["Content-Length"] == str(len(got.content))
    assert (options.status_code, options["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert (post.status_code, post["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert problem(post)["code"] == "method"


def test_answers_may_be_shared_and_do_not_depend_on_who_asks(client: Client) -> None:
    response = client.get(LIST)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"].startswith("public")
    assert "cookie" not in response["Vary"].lower()
    assert response["Content-Language"] == "vi"


def test_long_answers_are_packed(client: Client) -> None:
    in_register(*[f"Sản phẩm {n}" for n in range(5)])
    plain = client.get(LIST)
    packed = client.get(LIST, headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert packed["ETag"] == plain["ETag"]


def test_too_many_questions_wait(client: Client, settings) -> None:
    settings.OCOP_API_PER_MINUTE = 3
    limits.forget()
    answers = [client.get("/api/v1/groups") for _ in range(5)]
    other = client.get("/api/v1/groups", REMOTE_ADDR="10.0.0.9")
    limits.forget()

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert problem(answers[-1])["code"] == "too_many"
    assert other.status_code == 200


def test_addresses_that_do_not_exist_are_problems_too(client: Client) -> None:
    for address in ("/api/v1/nothing", "/api/v1/products/", "/api/v1/x/y"):
        assert problem(client.get(address))["code"] == "not_found", address


def test_the_documents_are_there_in_both_languages(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
    assert "Đọc từng trang" in client.get("/api/v1/").content.decode()
    client.cookies["django_language"] = "en"
    english = client.get("/api/v1/").content.decode()
    assert "Reading page by page" in english
    assert "Products in alphabetical order" in english
