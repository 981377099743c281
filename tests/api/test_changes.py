"""The feed of changes: complete, in order, told once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from ocop.api.actions.feed import tell, tell_all, tell_expired
from ocop.api.integrity import feed_is_whole
from ocop.api.models import Change
from ocop.api.signals import Telling
from ocop.products import actions as products
from ocop.recognition.actions import revoking
from ocop.registry.models import Entry
from tests.factories.accounts import AT
from tests.factories.producers import acting_for
from tests.factories.recognition import make_certificate, make_office
from tests.factories.register import in_register

pytestmark = pytest.mark.django_db
FEED = "/api/v1/changes"


def kinds() -> list[str]:
    return list(Change.objects.values_list("kind", flat=True))


def test_a_certificate_is_told_from_issue_to_suspension_and_back(demo_keys) -> None:
    office = make_office()
    certificate = make_certificate(office)
    tell_all(at=AT)
    stop = revoking.suspend(certificate=certificate, reason="Kiểm tra", by=office.publisher, at=AT)
    tell_all(at=AT)
    revoking.lift_suspension(suspension=stop, by=office.publisher, at=AT + timedelta(days=3))
    tell_all(at=AT + timedelta(days=3))
    tell_all(at=AT + timedelta(days=3))

    assert kinds() == ["issued", "suspended", "lifted"]
    assert list(Change.objects.values_list("seq", flat=True)) == [1, 2, 3]
    assert Change.objects.first().details["stars"] == certificate.stars
    assert feed_is_whole().ok


def test_the_end_of_a_term_is_told_in_the_night_after(demo_keys) -> None:
    certificate = make_certificate(make_office())
    tell_all(at=AT)
    after = AT + (certificate.valid_until - AT.date()) + timedelta(days=1)
    tell_expired(at=after)
    tell_expired(at=after + timedelta(days=1))

    assert kinds() == ["issued", "expired"]
    assert Change.objects.last().on == certificate.valid_until + timedelta(days=1)


def test_an_edited_product_is_told_with_what_it_was_before(demo_keys) -> None:
    (entry,) = in_register("Mật ong")
    tell_all(at=AT)
    Entry.objects.filter(pk=entry.pk).update(name="Mật ong rừng")
    tell(products=[entry.product_id], at=AT)

    last = Change.objects.last()
    assert (last.kind, last.details, last.facts["name"]) == (
        "changed",
        {"before": {"name": "Mật ong"}},
        "Mật ong rừng",
    )


def test_a_barcode_is_a_change(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        (entry,) = in_register("Mật ong")
    product = entry.product
    with django_capture_on_commit_callbacks(execute=True):
        products.edit_product(
            product=product, data={"gtin": "96385074"}, by=acting_for(product.producer), at=AT
        )

    assert kinds() == ["listed", "changed"]
    assert Change.objects.last().facts["gtins"] == ["00000096385074"]


def test_an_import_is_told_in_one_go_after_it_is_committed(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        in_register(*[f"Sản phẩm {n}" for n in range(30)])

    assert len([one for one in callbacks if isinstance(one, Telling)]) == 1
    assert Change.objects.count() == 30


def test_nothing_is_told_of_what_was_rolled_back(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(RuntimeError), transaction.atomic():
            in_register("Mật ong")
            raise RuntimeError
        in_register("Gạo")

    assert [change.facts["name"] for change in Change.objects.all()] == ["Gạo"]


def test_what_was_told_stays(db) -> None:
    in_register("Mật ong")
    tell_all(at=AT)

    for attempt in (Change.objects.all().delete, lambda: Change.objects.update(kind="revoked")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_a_reader_who_keeps_resume_misses_nothing(client: Client) -> None:
    in_register(*[f"Một {n}" for n in range(5)])
    tell_all(at=AT)
    first = client.get(f"{FEED}?limit=3").json()
    second = client.get(f"{FEED}?limit=3&cursor={first['next']}").json()
    assert second["next"] is None
    idle = client.get(f"{FEED}?cursor={second['resume']}").json()
    in_register("Sau")
    tell_all(at=AT)
    third = client.get(f"{FEED}?cursor={idle['resume']}").json()

    ids = [item["id"] for body in (first, second, idle, third) for item in body["items"]]
    assert ids == [1, 2, 3, 4, 5, 6]
    assert third["items"][0]["facts"]["name"] == "Sau"


def test_filters(client: Client) -> None:
    in_register("Mật ong")
    tell_all(at=AT)

    assert len(client.get(f"{FEED}?since={AT:%Y-%m-%d}").json()["items"]) == 1
    assert client.get(f"{FEED}?since={AT + timedelta(days=2):%Y-%m-%d}").json()["items"] == []
    assert client.get(f"{FEED}?kind=revoked").json()["items"] == []
    assert client.get(f"{FEED}?kind=xx").json()["parameter"] == "kind"


def test_a_gap_is_found() -> None:
    in_register("Mật ong", "Gạo")
    tell_all(at=AT)
    from ocop.core.immutability import triggers_off

    with triggers_off():
        Change.objects.filter(seq=1).delete()

    assert not feed_is_whole().ok
