"""W3C credentials and status lists: believed by other software, equal to the register, and broken by any change."""

import json
import random
from datetime import date, timedelta

import cbor2
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws as other_jws
from joserfc.jwk import KeySet

from ocop.core.acting import system
from ocop.core.clock import local_date, now, today
from ocop.core.immutability import triggers_off
from ocop.documents.credentials import cwt, jws, keyring
from ocop.documents.credentials.statuslist import PLACES, Purpose, decode, encode, is_set, status_from
from ocop.documents.credentials.verifying import day_begins
from ocop.recognition.actions.crediting import give_credential, give_missing
from ocop.recognition.credential_checks import one_signed_text_each
from ocop.recognition.models import Certificate, Credential, Revocation, Suspension
from ocop.recognition.queries.status import status_of
from ocop.registry.credentials import certificate_credential, status_list
from ocop.registry.queries.checking import held
from ocop.registry.queries.status_lists import set_places
from ocop.rulebook.validity import Status
from tests.factories.recognition import make_certificate, make_office
from tests.registry.test_checking import end_on, revoke, suspend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_keys(settings):
    settings.OCOP_DEMO = True


@pytest.fixture
def certificate() -> Certificate:
    at = now() - timedelta(days=1)
    return make_certificate(make_office(on=local_date(at)), on=local_date(at), at=at)


def opened(client: Client, text: str) -> dict:
    """As another library reads it, with the keys that are published."""
    keys = KeySet.import_key_set(client.get("/.well-known/jwks.json").json())
    found = other_jws.extract_compact(text.encode())
    kid = found.headers()["kid"].split("#")[-1]
    key = next(key for key in keys.keys if key.kid == kid)
    assert found.headers()["alg"] == "ES256" and found.headers()["typ"] == "vc+jwt"
    read = other_jws.deserialize_compact(text, key, algorithms=["ES256"])
    return json.loads(read.payload)


def test_another_library_believes_the_credential_and_its_lists(
    client: Client, certificate: Certificate
) -> None:
    answer = client.get(f"/kiem-tra/{certificate.token}/vc.jwt")
    said = opened(client, answer.content.decode())

    assert answer["Content-Type"] == "application/vc+jwt"
    assert said["credentialSubject"]["certificateNumber"] == certificate.number_text
    assert [entry["statusPurpose"] for entry in said["credentialStatus"]] == [str(p) for p in Purpose]
    for entry in said["credentialStatus"]:
        path = "/" + entry["statusListCredential"].split("/", 3)[3]
        shown = client.get(path)
        subject = opened(client, shown.content.decode())["credentialSubject"]
        bits = decode(subject["encodedList"])
        assert (subject["statusPurpose"], len(bits) * 8) == (entry["statusPurpose"], PLACES)
        assert not is_set(bits, int(entry["statusListIndex"]))
        assert shown["Cache-Control"] == "public, max-age=60" and shown["Access-Control-Allow-Origin"] == "*"


def test_lists_that_are_not_there_are_not_found(client: Client, certificate: Certificate) -> None:
    for path in ("thu-hoi/2", "thu-hoi/0", "khac/1"):
        assert client.get(f"/trang-thai/{path}").status_code == 404
    assert client.get(f"/kiem-tra/{'A' * 28}/vc.jwt").status_code == 404
    assert len(client.get("/trang-thai/").json()["lists"]) == 3


days = st.integers(-60, 60)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ends=st.integers(-400, 700),
    revoked=st.none() | days,
    superseded=st.none() | days,
    stops=st.lists(st.tuples(days, st.none() | days), max_size=3),
)
def test_page_list_and_credential_say_what_the_rulebook_says(
    certificate: Certificate, ends: int, revoked: int | None, superseded: int | None, stops: list
) -> None:
    on = today()
    _put(certificate, on, ends, revoked, superseded, stops)
    one = Certificate.objects.prefetch_related("suspensions", "revocations").get(pk=certificate.pk)
    expected = status_of(one, on)

    found = held(one.token, on)
    assert found.status(on) == expected
    credential = give_credential(one, at=now())
    place = (credential.list_number, credential.list_place)
    bits = {p: place[1] in set_places(place[0], p, on) for p in Purpose}
    told = status_from(
        begins=day_begins(one.valid_from), ends=day_begins(one.valid_until + timedelta(days=1)), on=on,
        revoked=bits[Purpose.REVOCATION], refreshed=bits[Purpose.REFRESH], suspended=bits[Purpose.SUSPENSION],
    )  # fmt: skip
    assert told == expected


def _put(
    one: Certificate, on: date, ends: int, revoked: int | None, superseded: int | None, stops: list
) -> None:
    def day(n: int | None) -> date | None:
        return None if n is None else on + timedelta(days=n)

    with triggers_off():
        Suspension.objects.filter(certificate=one).delete()
        Revocation.objects.filter(certificate=one).delete()
        Certificate.objects.filter(pk=one.pk).update(
            valid_from=on + timedelta(days=ends - 450), valid_until=day(ends), superseded_on=day(superseded)
        )
    for first, last in stops:
        Suspension.objects.create(
            certificate=one, from_on=day(first), until_on=day(last), reason="x", at=now()
        )
    if revoked is not None:
        revoke(one)
        Revocation.objects.filter(certificate=one).update(revoked_on=day(revoked))


def test_a_withdrawal_stands_in_the_list_at_once(client: Client, certificate: Certificate) -> None:
    credential = Credential.objects.get(certificate=certificate)
    address = f"/trang-thai/thu-hoi/{credential.list_number}"
    first = client.get(address)
    revoke(certificate)
    second = client.get(address)

    bits = decode(opened(client, second.content.decode())["credentialSubject"]["encodedList"])
    assert is_set(bits, credential.list_place) and first["ETag"] != second["ETag"]


@pytest.mark.parametrize("what", ["list", "credential"])
def test_a_thousand_random_changes_are_all_noticed(certificate: Certificate, what: str) -> None:
    chance, keys = random.Random(3), keyring.published_keys()
    text = (
        status_list(1, Purpose.REVOCATION, at=now())
        if what == "list"
        else certificate_credential(Credential.objects.select_related("certificate__product").get(), at=now())
    )
    assert jws.verify(text, keys, typ="vc+jwt")
    reasons = set()
    for _ in range(1000):
        with pytest.raises(jws.Refused) as refused:
            jws.verify(_changed(text, chance), keys, typ="vc+jwt")
        reasons.add(refused.value.reason)

    assert {"forged", "unreadable"} <= reasons


def _changed(text: str, chance: random.Random) -> str:
    place, letters = chance.randrange(len(text)), "ABCxyz019-_."
    made = [
        text[:place] + chance.choice(letters) + text[place + 1 :],
        text[:place] + text[place + 1 :],
        text[:place] + chance.choice(letters) + text[place:],
        text[:place],
    ][chance.randrange(4)]
    return made if made != text else _changed(text, chance)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none", "typ": "vc+jwt"}, "wrong_kind"),
        ({"alg": "HS256", "typ": "vc+jwt"}, "wrong_kind"),
        ({"alg": "ES256", "typ": "JWT"}, "wrong_kind"),
        ({"alg": "ES256", "typ": "vc+jwt", "kid": "x#AAAAAAAAAAA"}, "unknown_key"),
        ({"alg": "ES256", "typ": "vc+jwt", "crit": ["b64"]}, "wrong_kind"),
    ],
)
def test_headers_that_ask_for_another_way_are_refused(header: dict, reason: str) -> None:
    keyring.signing_key(now())
    text = ".".join([jws._part(header), jws._part({}), "AAAA"])

    with pytest.raises(jws.Refused, match=reason):
        jws.verify(text, keyring.published_keys(), typ="vc+jwt")


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, PLACES - 1), max_size=300))
def test_a_list_gives_back_its_places(places: set[int]) -> None:
    bits = decode(encode(places))

    assert all(is_set(bits, place) for place in places)
    assert sum(byte.bit_count() for byte in bits) == len(places)


def test_a_list_of_another_size_is_refused() -> None:
    for text in ("", "x", "zAAAA", "uAAAA", encode([], size=PLACES // 2), encode([], size=PLACES * 64)):
        with pytest.raises(ValueError):
            decode(text)


def test_old_certificates_get_one_text_each_and_only_once(certificate: Certificate) -> None:
    with triggers_off():
        Credential.objects.all().delete()
    assert any("chưa có mã ký" in text for text in one_signed_text_each().problems)

    assert (give_missing(at=now()), give_missing(at=now())) == (1, 0)
    first = bytes(Credential.objects.get().cwt)
    keyring.rotate(by=system(today()), at=now())
    assert bytes(give_credential(certificate, at=now()).cwt) == first
    assert "khác với lúc cấp" in one_signed_text_each().problems[0]  # the audit chain remembers the first one


def test_tampering_with_the_signed_text_is_found(certificate: Certificate) -> None:
    stored = Credential.objects.get()
    with triggers_off():
        stored.cwt = bytes(stored.cwt)[:-1] + b"\x00"
        stored.save()
    assert "chữ ký không kiểm tra được" in one_signed_text_each().problems[0]


def test_places_are_random_and_never_given_twice(certificate: Certificate) -> None:
    office_places = set()
    for _ in range(50):
        with triggers_off():
            Credential.objects.all().delete()
        office_places.add(give_credential(certificate, at=now()).list_place)

    assert len(office_places) > 45 and max(office_places) - min(office_places) > PLACES // 2


def test_the_qr_code_and_the_credential_agree(certificate: Certificate) -> None:
    credential = Credential.objects.select_related("certificate__product").get()
    claims = cwt.read_cwt(bytes(credential.cwt)).claims
    said = jws.verify(certificate_credential(credential, at=now()), keyring.published_keys(), typ="vc+jwt")

    assert said["credentialSubject"]["certificateToken"] == claims.token == certificate.token
    assert {entry["statusListIndex"] for entry in said["credentialStatus"]} == {str(claims.list_place)}
    assert (said["iss"], said["issuer"]["id"]) == (claims.issuer, keyring.issuer())


def test_states_reach_the_lists(certificate: Certificate) -> None:
    place = Credential.objects.get().list_place
    suspend(certificate)
    assert set_places(1, Purpose.SUSPENSION, today()) == [place]
    end_on(-1)(certificate)
    assert held(certificate.token, today()).status(today()) == Status.EXPIRED


def test_keys_are_published_for_people_and_for_programs(client: Client, certificate: Certificate) -> None:
    kid = keyring.signing_key(now()).kid

    assert kid in client.get("/khoa/").content.decode()
    assert client.get("/.well-known/jwks.json").json()["keys"][0]["kid"] == kid
    document = client.get("/.well-known/did.json").json()
    assert document["assertionMethod"] == [f"{keyring.issuer()}#{kid}"]
    keys = cbor2.loads(client.get("/.well-known/cose-keys").content)
    assert keyring.kid_text(keys[0][2]) == kid
