"""Vietnamese unless a visitor chose English; sign-in and work always Vietnamese."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.urls")]


def language(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers)["Content-Language"]


def test_the_browser_is_not_asked():
    assert language(Client(), "/dia-ban/", **{"Accept-Language": "en-US,en;q=0.9"}) == "vi"


def test_a_visitor_may_choose_english_and_go_back():
    client = Client()
    client.post("/ngon-ngu/setlang/", {"language": "en", "next": "/dia-ban/"})
    assert language(client, "/dia-ban/") == "en"

    client.post("/ngon-ngu/setlang/", {"language": "vi", "next": "/dia-ban/"})
    assert language(client, "/dia-ban/") == "vi"


@pytest.mark.parametrize("cookie", ["en", "xx", "", "../../etc", "vi\x00"])
def test_sign_in_and_work_speak_vietnamese(cookie):
    client = Client()
    client.cookies["django_language"] = cookie

    assert language(client, "/tai-khoan/dang-nhap/") == "vi"
    assert language(client, "/lam-viec/nguoi-dung/") == "vi"


def test_an_unknown_choice_is_vietnamese():
    client = Client()
    client.cookies["django_language"] = "de"

    assert language(client, "/dia-ban/") == "vi"


def test_the_frame_of_sign_in_pages_is_ours():
    page = Client().get("/tai-khoan/dang-nhap/").content.decode()

    assert "testserver</" not in page
    assert ">English</button>" not in page


@pytest.mark.urls("config.urls")
def test_public_pages_set_no_cookie_and_still_change_the_language():
    client = Client(enforce_csrf_checks=True)

    assert not client.get("/gioi-thieu/").cookies
    assert client.post("/ngon-ngu/setlang/", {"language": "en", "next": "/gioi-thieu/"}).status_code == 302
    assert language(client, "/gioi-thieu/") == "en"


@pytest.mark.urls("config.urls")
def test_a_public_page_asks_no_session_and_no_person(django_assert_num_queries):
    client = Client()
    client.get("/gioi-thieu/")
    with django_assert_num_queries(0):
        client.get("/gioi-thieu/")
