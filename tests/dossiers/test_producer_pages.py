"""The producer's pages: they open, stay within their number of queries, and refuse strangers."""

import pytest
from django.urls import reverse

from tests.factories.accounts import signed_in
from tests.factories.dossiers import draft_dossier, fill, ready_dossier, submitted_dossier
from tests.factories.producers import acting_for, make_evidence, make_producer

pytestmark = pytest.mark.django_db
DRAFT_PAGES = ["dossier", "precheck", "submit", "kind", "timeline", "withdraw"]


def address(dossier, name, *more):
    return reverse(f"dossiers:{name}", args=[dossier.code, *more])


@pytest.mark.parametrize("name", DRAFT_PAGES)
def test_draft_pages_open_within_twenty_queries(name, django_assert_max_num_queries):
    dossier = ready_dossier()
    client = signed_in(acting_for(dossier.producer))

    with django_assert_max_num_queries(20):
        assert client.get(address(dossier, name)).status_code == 200


@pytest.mark.parametrize("code", ["1.1", "3.2"])
def test_criterion_page_opens_with_the_same_queries_for_few_and_many_papers(
    code, django_assert_max_num_queries
):
    dossier = draft_dossier()
    client = signed_in(acting_for(dossier.producer))
    for number in range(30):
        make_evidence(dossier.producer, "test_report", title=f"Phiếu {number}")

    with django_assert_max_num_queries(16):
        page = client.get(address(dossier, "criterion", code))

    assert page.status_code == 200
    assert "Phiếu 29" in page.content.decode()


@pytest.mark.parametrize("section", ["results", "figures", "plan"])
def test_section_pages_open(section, django_assert_max_num_queries):
    dossier = fill(draft_dossier())
    client = signed_in(acting_for(dossier.producer))

    with django_assert_max_num_queries(12):
        assert client.get(address(dossier, "section", section)).status_code == 200


@pytest.mark.parametrize("name", ["dossier", "receipt", "timeline"])
def test_pages_after_handing_in_open_within_twenty_queries(name, django_assert_max_num_queries):
    dossier = submitted_dossier()
    client = signed_in(acting_for(dossier.producer))

    with django_assert_max_num_queries(20):
        assert client.get(address(dossier, name)).status_code == 200


def test_another_producer_finds_nothing():
    dossier = submitted_dossier()
    stranger = signed_in(acting_for(make_producer()))

    for name in ["dossier", "receipt", "precheck", "submit", "timeline", "withdraw"]:
        assert stranger.get(address(dossier, name)).status_code == 404


def test_list_of_dossiers_costs_the_same_for_one_and_three(django_assert_num_queries):
    dossier = draft_dossier()
    client = signed_in(acting_for(dossier.producer))
    client.get(reverse("dossiers:mine"))

    with django_assert_num_queries(6):
        assert dossier.code in client.get(reverse("dossiers:mine")).content.decode()


def test_handing_in_twice_shows_the_same_receipt():
    dossier = ready_dossier()
    client = signed_in(acting_for(dossier.producer))
    form = {"agreed": "on", "_once": "one-key"}

    first = client.post(address(dossier, "submit"), form)
    again = client.post(address(dossier, "submit"), form)
    without_key = client.post(address(dossier, "submit"), {"agreed": "on"})

    assert {answer["Location"] for answer in (first, again, without_key)} == {address(dossier, "receipt")}
    assert dossier.versions.count() == 1


def test_handing_in_needs_the_promise():
    dossier = ready_dossier()
    client = signed_in(acting_for(dossier.producer))

    page = client.post(address(dossier, "submit"), {"_once": "a-key"})

    assert "Cần đánh dấu cam đoan" in page.content.decode()
    assert dossier.versions.count() == 0


def test_receipt_lists_every_file_with_its_full_hash():
    dossier = submitted_dossier()
    page = signed_in(acting_for(dossier.producer)).get(address(dossier, "receipt")).content.decode()

    for paper in dossier.versions.get().manifest["evidence"]:
        assert paper["file"]["sha256"] in page
