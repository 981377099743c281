"""Who comes in, how a refusal is answered, and what happens to a form whose sign-in had lapsed."""

import pytest
from django.test import Client
from django.urls import URLPattern, path

from ocop.core.guards import get_visible_or_404, refusals_on
from ocop.core.permissions import Role
from ocop.core.view_checks import all_patterns, check_policies, policy_of
from tests.factories.accounts import PASSWORD, act, make_person, signed_in
from tests.factories.places import make_units

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.urls")]


@pytest.fixture
def units():
    return make_units()


@pytest.mark.parametrize(("what", "status"), [("rule", 422), ("permission", 403), ("stale", 409)])
def test_a_refusal_becomes_a_page_with_its_sentence(what, status):
    answer = Client().get(f"/refuse/{what}/")

    assert answer.status_code == status
    page = answer.content.decode()
    assert {"rule": "Trái quy định.", "permission": "Không được làm.", "stale": "Đã có bản mới hơn."}[
        what
    ] in page
    assert ("Mục 2" in page) == (what == "rule")


def test_a_refusal_answers_programs_in_json():
    answer = Client().get("/refuse/rule/", headers={"Accept": "application/json"})

    assert answer.json() == {"error": "Trái quy định.", "code": "refused", "details": ["Mục 1", "Mục 2"]}


def test_strangers_are_sent_to_sign_in_and_come_back():
    answer = Client().get("/guarded/?q=1")

    assert answer["Location"] == "/tai-khoan/dang-nhap/?next=%2Fguarded%2F%3Fq%3D1"


def test_any_of_the_permissions_opens(units):
    assert signed_in(act(Role.ADMINISTRATOR, units["VN"])).get("/guarded/").status_code == 200
    assert signed_in(act(Role.AUDITOR, units["VN"])).get("/guarded/").status_code == 200


def test_a_role_without_permission_gets_403_with_the_names_of_those_who_may(units):
    answer = signed_in(act(Role.COMMUNE_OFFICER, units["09556"])).get("/guarded/")

    assert answer.status_code == 403
    assert "Việc này dành cho: " in answer.content.decode()


def test_missing_and_out_of_scope_answer_alike(units):
    from django.http import Http404

    from ocop.accounts.models import User

    office = act(Role.PROVINCE_OFFICE, units["01"])
    elsewhere = act(Role.COMMUNE_OFFICER, units["01290"]).person
    for pk in (elsewhere.pk, 10**6, 10**30, "x", "1\x00"):
        with pytest.raises(Http404):
            get_visible_or_404(User, office, pk=pk)
    with pytest.raises(Http404):
        get_visible_or_404(User, office, email="a\x00@vidu.vn")


def test_a_broken_rule_stands_beside_its_field():
    from django import forms

    from ocop.core.errors import RuleBroken

    class Form(forms.Form):
        reason = forms.CharField()

    form = Form({"reason": "x"})
    form.is_valid()
    with refusals_on(form):
        raise RuleBroken("Cần lý do.", field="reason")
    with refusals_on(form):
        raise RuleBroken("Chung.", field="khong_co", details=["Chi tiết."])

    assert form.errors == {"reason": ["Cần lý do."], "__all__": ["Chung.", "Chi tiết."]}


def test_every_view_of_ours_declares_its_policy():
    undeclared = [pattern for address, pattern in all_patterns() if policy_of(pattern) is None]

    assert undeclared == []
    assert check_policies(None) == []


def test_an_undeclared_view_is_found():
    def view(request):
        """Nobody said who may come in."""

    assert policy_of(URLPattern(path("x/", view).pattern, view)) is None


# --- parked forms -----------------------------------------------------------------------------------


@pytest.fixture
def person():
    return make_person(password=True)


def log_in(client, person, next_url="/form/"):
    return client.post(
        f"/tai-khoan/dang-nhap/?next={next_url}",
        {"login": person.email, "password": PASSWORD, "next": next_url},
    )


def test_what_was_typed_waits_for_the_sign_in(person):
    client = Client()
    sent = client.post("/form/", {"text": "Mật ong hoa rừng", "password": "bí mật"})
    assert sent["Location"].startswith("/tai-khoan/dang-nhap/")

    back = log_in(client, person)
    page = client.get(back["Location"]).content.decode()

    assert 'name="text" value="Mật ong hoa rừng"' in page
    assert "bí mật" not in page
    assert client.post("/form/", {"text": "Mật ong hoa rừng"}).content.decode() == "ghi Mật ong hoa rừng"
    assert client.get("/form/").content.decode() == "biểu mẫu"


def test_a_parked_form_can_be_dropped(person):
    client = Client()
    client.post("/form/", {"text": "x"})
    log_in(client, person)

    assert client.get("/form/?bo=1").content.decode() == "biểu mẫu"
    assert client.get("/form/").content.decode() == "biểu mẫu"


def test_other_pages_open_while_a_form_waits(person, units):
    client = Client()
    client.post("/form/", {"text": "x"})
    log_in(client, person)

    assert client.get("/dia-ban/").status_code == 200


def test_a_huge_form_is_not_parked(person):
    client = Client()
    client.post("/form/", {"text": "x" * 300_000})
    log_in(client, person)

    assert client.get("/form/").content.decode() == "biểu mẫu"


def test_an_outdated_page_offers_what_was_typed_but_no_password():
    client = Client(enforce_csrf_checks=True)

    page = client.post("/tai-khoan/dang-ky/", {"full_name": "Lê An", "password1": "bí mật"}).content.decode()

    assert "Lê An" in page
    assert "bí mật" not in page


# --- choosing a role ---------------------------------------------------------------------------------


def test_choosing_a_role_and_an_unsafe_next(units):
    person = make_person()
    act(Role.COMMUNE_OFFICER, units["09556"], person)
    second = act(Role.ADMINISTRATOR, units["VN"], person)
    client = signed_in(second)

    for target, expected in (
        ("/form/", "/form/"),
        ("https://xau.vn/", "/lam-viec/"),
        ("//xau.vn", "/lam-viec/"),
    ):
        answer = client.post("/lam-viec/vai-tro/", {"key": second.key, "next": target})
        assert answer["Location"] == expected
    assert client.get("/lam-viec/vai-tro/").status_code == 405


def test_health(units):
    assert Client().get("/suc-khoe/").json()["ok"] is True
