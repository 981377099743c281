"""The public log's pages and files: readable by people, exact for machines, the same cost at any length."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.audit.models import Event
from ocop.core.permissions import Role
from ocop.transparency.models import LogEntry, SignedCheckpoint
from ocop.transparency.publishing import publish_log
from tests.docs.test_english import vietnamese_in
from tests.factories.accounts import AT, act, signed_in
from tests.factories.producers import acting_for
from tests.factories.recognition import make_certificate, make_office
from verifier import ocop_verify as alone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_keys(settings, tmp_path_factory):
    settings.OCOP_DEMO = True
    settings.OCOP_DATA = tmp_path_factory.getbasetemp() / "transparency-keys"
    settings.OCOP_DATA.mkdir(exist_ok=True)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def certificate(office):
    made = make_certificate(office)
    publish_log(at=AT)
    return made


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_an_empty_log_says_so(client):
    assert "Chưa có mục nào" in page(client, "/nhat-ky/")
    assert client.get("/nhat-ky/checkpoint").status_code == 404


def test_the_log_tells_its_newest_entries(client, certificate):
    shown = page(client, "/nhat-ky/")

    assert certificate.number_text in shown and "Công bố quyết định" in shown
    assert f"/nhat-ky/giay/{certificate.token}/" in shown
    assert SignedCheckpoint.objects.first().root in shown


def test_paging_goes_through_everything_once(client, office):
    for number in range(14):
        make_certificate(office, f"Chè {number}")
    seen, url = [], "/nhat-ky/"
    while url:
        answer = client.get(url)
        seen += [row.index for row in answer.context["rows"]]
        url = f"/nhat-ky/{answer.context['older']}" if answer.context["older"] else ""

    assert seen == list(range(27, -1, -1))


@pytest.mark.parametrize("query", ["truoc=x", "truoc=-1", "truoc=99999999999999999999", "truoc=²"])
def test_a_broken_cursor_shows_the_first_page(client, certificate, query):
    assert certificate.number_text in page(client, f"/nhat-ky/?{query}")


def test_pages_cost_the_same_for_few_and_many(client, office, certificate):
    few = cost(client, "/nhat-ky/"), cost(client, f"/nhat-ky/giay/{certificate.token}/")
    for number in range(12):
        make_certificate(office, f"Chè {number}")

    assert (cost(client, "/nhat-ky/"), cost(client, f"/nhat-ky/giay/{certificate.token}/")) == few
    assert max(few) <= 6


def test_tiles_are_the_log(client, certificate, tmp_path):
    """A mirror made from the public addresses alone verifies with the stand-alone verifier."""
    size = SignedCheckpoint.objects.first().size
    for path in ("checkpoint", f"tile/entries/000.p/{size}", f"tile/0/000.p/{size}"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(client.get(f"/nhat-ky/{path}").content)
    told = []
    alone.check_log(
        tmp_path, client.get("/nhat-ky/khoa.json").json()["log"], [], lambda key, words: told.append(key)
    )

    assert told == ["root"]
    leaves = (tmp_path / f"tile/0/000.p/{size}").read_bytes()
    assert alone.tree_root([leaves[at : at + 32] for at in range(0, len(leaves), 32)]).hex() == (
        SignedCheckpoint.objects.first().root
    )


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000",
        "tile/0/000.p/9",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/0",
        "tile/9/000",
        "tile/x",
        "tile/0/x001/000",
    ],
)
def test_tiles_that_are_not_there_answer_404(client, certificate, path):
    assert client.get(f"/nhat-ky/{path}").status_code == 404


def test_a_consistency_proof_leads_from_one_signed_size_to_the_next(client, office, certificate):
    old = SignedCheckpoint.objects.first()
    make_certificate(office, "Chè")
    new = publish_log(at=AT)
    answer = client.get(f"/nhat-ky/nhat-quan.json?tu={old.size}&den={new.size}").json()
    proof = [alone._b64(one, "") for one in answer["proof"]]
    roots = bytes.fromhex(old.root), bytes.fromhex(new.root)

    assert alone.consistent(old.size, new.size, *roots, proof)
    assert not alone.consistent(old.size, new.size, roots[1], roots[0], proof)
    assert client.get(f"/nhat-ky/nhat-quan.json?tu=0&den={new.size}").status_code == 404
    assert client.get(f"/nhat-ky/nhat-quan.json?tu=1&den={new.size + 1}").status_code == 404


def test_each_certificate_has_its_proof_at_an_address(client, certificate):
    answer = client.get(f"/nhat-ky/giay/{certificate.token}/chung-minh.json").json()
    keys = client.get("/nhat-ky/khoa.json").json()["log"]
    _, size, root, _ = alone.read_checkpoint(answer["checkpoint"], keys)

    assert {json.loads(one["body"])["kind"] for one in answer["entries"]} == {"certificate", "decision"}
    for one in answer["entries"]:
        proof = [alone._b64(step, "") for step in one["proof"]]
        assert alone.root_from(alone.leaf_hash(one["body"].encode()), one["index"], size, proof) == root


def test_the_public_bundle_and_the_verifier_are_there_for_everybody(client, certificate, tmp_path):
    data = client.get(f"/nhat-ky/giay/{certificate.token}/goi.zip")
    told: list[str] = []
    alone.check_bundle(data.content, [], lambda key, words: told.append(key))

    assert data["Content-Disposition"].startswith("attachment") and "inclusion" in told
    assert client.get("/nhat-ky/ocop_verify.py").content == Path(alone.__file__).read_bytes()


def test_an_unknown_certificate_is_not_found(client):
    for path in ("", "goi.zip", "chung-minh.json"):
        assert client.get(f"/nhat-ky/giay/KHONGCO/{path}").status_code == 404


def test_the_pages_speak_english(client, certificate):
    client.cookies[conf.LANGUAGE_COOKIE_NAME] = "en"
    said = certificate.snapshot
    titles = [json.loads(body).get("title", "") for body in LogEntry.objects.values_list("body", flat=True)]
    names = [said["product"], certificate.number_text, said["decision"], *titles]
    for url in ("/nhat-ky/",):
        assert vietnamese_in(page(client, url), *names) == []
    # On the certificate's own page the logged words stand as they were logged.
    bare = page(client, f"/nhat-ky/giay/{certificate.token}/").split('<p class="hash">')
    assert vietnamese_in(bare[0], *names) == []


def names_in(answer) -> set[str]:
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        return set(archive.namelist())


def test_the_fuller_bundle_goes_to_those_who_may_have_it(office, certificate):
    url = f"/lam-viec/giay-chung-nhan/{certificate.token}/goi-bang-chung/"
    auditor = signed_in(act(Role.AUDITOR, office.unit))
    producer = signed_in(acting_for(certificate.product.producer))

    assert "audit.json" in names_in(auditor.get(url))
    assert "audit.json" not in (mine := names_in(producer.get(url))) and "dossier.json" in mine
    event = Event.objects.filter(verb="bundle.taken").order_by("seq").first()
    assert event.data["edition"] == "office" and event.about_id == str(certificate.pk)


def test_others_are_refused_with_the_reason(office, certificate):
    url = f"/lam-viec/giay-chung-nhan/{certificate.token}/goi-bang-chung/"
    member = signed_in(act(Role.MEMBER, office.unit)).get(url)
    stranger = signed_in(act(Role.AUDITOR, make_office("04").unit)).get(url)

    assert member.status_code == 403 and "không được làm việc này" in member.content.decode()
    assert stranger.status_code == 404
    assert Client().get(url).status_code == 302
