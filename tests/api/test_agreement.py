"""I23: page, API, files, feed and verification page say the same of every product, on every day.

An invented nation with random decisions, suspensions and revocations; more of them are drawn here, and the day is drawn
too. What stands signed in the QR code says the same of each certificate as its row of open data.
"""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ocop.api.actions.feed import tell_all
from ocop.api.integrity import feed_is_whole
from ocop.api.models import Change
from ocop.api.opendata.writers import WRITERS
from ocop.api.queries.facts import entries
from ocop.api.tables import CERTIFICATES, PRODUCTS
from ocop.demo.nation import make_nation
from ocop.documents.credentials.verifying import VIETNAM, Proof, open_bytes
from ocop.recognition.models import Certificate, Revocation, Suspension
from ocop.recognition.queries.status import status_of
from ocop.recognition.signals import standing_changed
from ocop.registry.models import Entry
from ocop.rulebook.validity import Status
from tests.factories.places import make_units

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
PRODUCTS_MADE = 24
WORDS = {str(one): one.words for one in Status} | {"unclear": "CHƯA RÕ THỜI HẠN"}
VERDICT = re.compile(r'<p class="verdict-word">([^<]+)</p>')

happening = st.tuples(
    st.sampled_from(["suspend", "lift", "revoke"]), st.integers(0, 500), st.integers(-900, 40)
)


def happen(what: str, place: int, day: date) -> None:
    """Write what an office's action would have written, and tell the register as the action does."""
    found = list(Certificate.objects.filter(superseded_on=None, valid_from__lte=day).order_by("pk"))
    if not found:
        return
    one = found[place % len(found)]
    if what == "suspend" and not one.suspensions.filter(until_on=None).exists():
        Suspension.objects.create(certificate=one, from_on=day, reason="Thử", at=AT)
    elif what == "lift":
        one.suspensions.filter(until_on=None, from_on__lt=day).update(
            until_on=day - timedelta(days=1), lifted_at=AT, lifted_by=None
        )
    elif what == "revoke" and not one.revocations.filter(state="decided").exists():
        Revocation.objects.create(
            certificate=one,
            ground="a",
            words="Thử",
            concluded_on=day,
            concluded_by="Thử",
            due_on=day,
            proposed_at=AT,
            revoked_on=day,
            state="decided",
            state_at=AT,
        )
    standing_changed.send(sender=Certificate, product=one.product, at=AT)


def verdict(client: Client, address: str) -> str:
    return VERDICT.search(client.get(address).content.decode()).group(1)  # type: ignore[union-attr]


def rows(form: str, table: Any, on: date) -> dict[str, dict[str, Any]]:
    text = b"".join(WRITERS[form](table, table.rows(on), on))
    if form == "csv":
        found = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    else:
        found = json.loads(text)["items"]
    return {row[table.identity]: row for row in found}


def all_of(client: Client, address: str) -> dict[str, dict[str, Any]]:
    found, cursor = {}, ""
    while cursor is not None:
        body = client.get(f"{address}?limit=7&cursor={cursor}").json()
        found |= {item["code"]: item for item in body["items"]}
        cursor = body["next"]
    return found


@pytest.fixture
def clock(monkeypatch):
    """The day the whole system believes it is."""

    def set_to(at: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    return set_to


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(seed=st.integers(0, 10_000), days=st.integers(-200, 1500), happened=st.lists(happening, max_size=12))
def test_every_output_says_the_same_of_every_product(
    clock, client: Client, settings, seed: int, days: int, happened: list[tuple[str, int, int]]
) -> None:
    settings.OCOP_API_PER_MINUTE = 0
    with transaction.atomic():
        make_units()
        make_nation(products=PRODUCTS_MADE, at=AT, seed=seed, journal=False)
        for what, place, offset in happened:
            happen(what, place, AT.date() + timedelta(days=offset))
        clock(AT + timedelta(days=days))
        _agree(client, (AT + timedelta(days=days, hours=7)).date())
        transaction.set_rollback(True)


def _agree(client: Client, on: date) -> None:
    api = all_of(client, "/api/v1/products")
    files = {form: rows(form, PRODUCTS, on) for form in ("csv", "json")}
    papers = rows("json", CERTIFICATES, on)

    assert (
        set(api)
        == set(Entry.objects.values_list("code", flat=True))
        == set(files["csv"])
        == set(files["json"])
    )
    for code, item in api.items():
        assert files["json"][code] == item
        assert {name: files["csv"][code][name] for name in ("status", "valid_until", "stars")} == {
            name: "" if item[name] is None else str(item[name]) for name in ("status", "valid_until", "stars")
        }
        detail = client.get(f"/api/v1/products/{code}").json()
        assert {name: detail[name] for name in item} == item
        assert verdict(client, f"/san-pham/{code}/") == WORDS[item["status"]], code
        for paper in detail["certificates"]:
            assert papers[paper["number"]] == paper
    _papers_agree(client, papers, api, on)
    _feed_agrees(on)


def _papers_agree(client: Client, papers: dict[str, Any], api: dict[str, Any], on: date) -> None:
    """Each certificate's own page, and the active one against its product."""
    for one in Certificate.objects.for_status():
        found = status_of(one, on)
        assert papers[one.number_text]["status"] == str(found)
        assert verdict(client, f"/kiem-tra/{one.token}/") == found.words
        _code_agrees(one, papers[one.number_text])
        if one.superseded_on is None and found != Status.NOT_YET:
            assert api[one.product.code]["status"] == str(found), one.number_text


def _code_agrees(one: Certificate, paper: dict[str, Any]) -> None:
    """The signed text of the QR code: number, stars and both ends of the term, in Vietnamese days."""
    signed = open_bytes(bytes(one.credential.cwt))
    assert not isinstance(signed, Proof), one.number_text
    said = signed.claims
    last = said.ends.astimezone(VIETNAM).date() - timedelta(days=1)
    assert (said.number, said.stars, said.token) == (paper["number"], paper["stars"], one.token)
    assert (said.begins.astimezone(VIETNAM).date().isoformat(), last.isoformat()) == (
        paper["valid_from"],
        paper["valid_until"],
    )


def _feed_agrees(on: date) -> None:
    """The feed tells the end of everything that has ended."""
    tell_all(at=datetime(on.year, on.month, on.day, 6, tzinfo=UTC))
    assert feed_is_whole().ok
    revoked = set(Change.objects.filter(kind="revoked").values_list("certificate", flat=True))
    decided = Revocation.objects.filter(state="decided")
    assert revoked == set(decided.values_list("certificate__number_text", flat=True))
    assert set(Change.objects.values_list("product", flat=True)) == set(
        entries(Entry.objects.values_list("product_id", flat=True))
    )
