"""The same form sent twice has its effect once: after each other, at the same moment, after an error."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from ocop.core.clock import now
from ocop.core.idempotency import body_hash
from ocop.core.models import OnceKey
from tests.factories.accounts import make_person
from tests.factories.parallel import at_once, real_database

pytestmark = pytest.mark.urls("tests.core.urls")
BACKEND = "ocop.accounts.backends.PersonBackend"


def client_of(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def client(db):
    return client_of(make_person())


def effects() -> int:
    return OnceKey.objects.filter(person_key="effect").count()


def test_the_second_send_gets_the_first_answer(client):
    first = client.post("/effect/", {"_once": "k", "text": "a"})
    second = client.post("/effect/", {"_once": "k", "text": "a"})

    assert first["Location"] == second["Location"]
    assert effects() == 1


def test_another_body_under_the_same_key_is_refused(client):
    client.post("/effect/", {"_once": "k", "text": "a"})

    answer = client.post("/effect/", {"_once": "k", "text": "b"})

    assert answer.status_code == 409
    assert "đã được gửi một lần với nội dung khác" in answer.content.decode()
    assert effects() == 1


def test_the_header_of_programs_counts_too(client):
    for _ in range(2):
        client.post("/effect/", {"text": "a"}, headers={"Idempotency-Key": "h"})

    assert effects() == 1


def test_a_strange_key_is_a_key(client):
    for _ in range(2):
        assert client.post("/effect/", {"_once": "k\x00" + "ỗ" * 100}).status_code == 302

    assert effects() == 1


def test_without_key_every_send_counts(client):
    for _ in range(2):
        client.post("/effect/", {"text": "a"})

    assert effects() == 2


def test_keys_belong_to_a_person(db):
    for _ in range(2):
        client_of(make_person()).post("/effect/", {"_once": "k", "text": "a"})

    assert effects() == 2


@pytest.mark.parametrize("failure", ["bad", "crash"])
def test_a_refused_form_may_be_sent_again_mended(client, failure):
    client.post("/effect/", {"_once": "k", failure: "1"})

    answer = client.post("/effect/", {"_once": "k", "text": "a"})

    assert answer.status_code == 302
    assert effects() == 1


def test_a_claim_of_a_dead_process_is_taken_over(client):
    data = {"_once": "k", "text": "a"}
    digest = body_hash(client.post("/effect/", {**data, "bad": ""}).wsgi_request)
    OnceKey.objects.all().delete()
    person = client.session["_auth_user_id"]
    OnceKey.objects.create(
        person_key=person, key="k", body_hash=digest, location="", at=now() - timedelta(minutes=2)
    )

    answer = client.post("/effect/", {**data, "bad": ""})

    assert answer.status_code == 302
    assert effects() == 1


@pytest.mark.django_db(transaction=True)
def test_twins_at_the_same_moment_have_one_effect(tmp_path):
    """Ten forms, each sent by two threads at once; the slow effect leaves room for a race."""
    cookies = client_of(make_person()).cookies

    def send(key: str) -> str:
        twin = Client()
        twin.cookies = cookies
        return twin.post("/effect/", {"_once": key, "slow": "0.1"})["Location"]

    with real_database(tmp_path):
        for number in range(10):
            one, other = at_once([partial(send, f"k{number}")] * 2)
            assert one == other
        assert at_once([effects]) == [10]
