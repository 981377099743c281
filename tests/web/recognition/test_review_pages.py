"""Old records over pages: the queue, settling, and the upload with its preview."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.core.permissions import Role
from ocop.recognition.models import HistoricRecognition, ReviewTask
from tests.factories.accounts import act, signed_in
from tests.factories.places import make_units
from tests.recognition.test_importing import as_csv, bring, row

pytestmark = pytest.mark.django_db
SPLIT = {"commune": "Phường Quang Trung"}


@pytest.fixture
def units():
    return make_units()


@pytest.fixture
def client(units):
    return signed_in(act(Role.PROVINCE_OFFICE, units["01"]))


def text(answer):
    return answer.content.decode()


def count(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_queue_shows_the_own_province_and_the_centre_all(client, units):
    bring(row(**SPLIT))
    url = "/lam-viec/du-lieu-cu/"
    assert "Mật ong" in text(client.get(url))
    assert "Không có gì cần xem" in text(signed_in(act(Role.PROVINCE_OFFICE, units["04"])).get(url))
    assert "Mật ong" in text(signed_in(act(Role.CENTRAL_OFFICE, units["VN"])).get(url))
    assert signed_in(act(Role.SIGNER, units["01"])).get(url).status_code == 403


def test_a_place_is_chosen_from_the_candidates(client, units):
    bring(row(**SPLIT))
    task = ReviewTask.objects.get()
    url = f"/lam-viec/du-lieu-cu/{task.pk}/"
    page = text(client.get(url))
    assert "Phường Hà Đông" in page and "Phường Kiến Hưng" in page and "https://example.org/1" in page
    refused = client.post(url, {"unit": "10117", "reason": ""})
    assert refused.status_code == 422
    assert client.post(url, {"unit": "10117", "reason": "Theo bản đồ"})["Location"] == "/lam-viec/du-lieu-cu/"
    assert "Theo bản đồ" in text(client.get(url)) and "Mật ong" in text(
        client.get("/lam-viec/du-lieu-cu/?xong=1")
    )


def test_a_place_may_be_searched_but_only_in_the_own_province(client, units):
    bring(row(**SPLIT))
    url = f"/lam-viec/du-lieu-cu/{ReviewTask.objects.get().pk}/"
    assert "Phường Ba Đình" in text(client.get(f"{url}?q=ba+dinh"))
    refused = client.post(f"{url}?q=bao+lam", {"unit": "01290", "reason": "x"})
    assert refused.status_code == 422 and "không thuộc Thành phố Hà Nội" in text(refused)
    assert client.post(f"{url}?q=ba+dinh", {"unit": "00004", "reason": "Hỏi phường"}).status_code == 302


def test_a_contradiction_is_answered_in_words(client):
    bring(row(), row(stars="3"))
    task = ReviewTask.objects.get()
    url = f"/lam-viec/du-lieu-cu/{task.pk}/"
    assert "Bản ghi trước đúng" in text(client.get(url))
    assert client.post(url, {"outcome": "earlier", "words": "Xem quyết định giấy"}).status_code == 302
    assert "Bản ghi trước đúng. Xem quyết định giấy" in text(client.get(url))


def test_another_province_gets_404(client, units):
    bring(row(**SPLIT))
    assert (
        signed_in(act(Role.PROVINCE_OFFICE, units["04"]))
        .get(f"/lam-viec/du-lieu-cu/{ReviewTask.objects.get().pk}/")
        .status_code
        == 404
    )


def test_upload_previews_then_imports(client):
    rows = [
        row(),
        row("Chè", stars="9"),
        row("Gạo", commune="Xã Bảo Lâm", district="", province="Cao Bằng"),
        row("Nem", **SPLIT),
    ]
    answer = client.post(
        "/lam-viec/du-lieu-cu/nhap/", {"upload": SimpleUploadedFile("ds.csv", as_csv(*rows))}
    )
    page = text(client.get(answer["Location"]))
    assert (
        "phải là số nguyên từ 1 đến 5" in page
        and "Gạo" not in page
        and "không thuộc Thành phố Hà Nội" in page
    )
    assert HistoricRecognition.objects.count() == 0

    assert client.post(answer["Location"], {"x": "1"})["Location"] == "/lam-viec/du-lieu-cu/"
    assert sorted(HistoricRecognition.objects.values_list("product_wording", flat=True)) == ["Mật ong", "Nem"]
    assert "Không có dòng nào để nhập" in text(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ds.csv", b"a,b\n", "Tệp thiếu cột"),
        ("ds.csv", b"\x00\x01", "không phải văn bản CSV"),
        ("ds.pdf", b"%PDF-1.4 x", ""),
        ("ds.xlsx", b"PK\x03\x04", ""),
        ("ds.csv", b"", ""),
    ],
)
def test_wrong_files_keep_the_page_with_a_sentence(client, name, content, sentence):
    answer = client.post("/lam-viec/du-lieu-cu/nhap/", {"upload": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and sentence in text(answer)


def test_somebody_elses_upload_is_404(client, units):
    answer = client.post(
        "/lam-viec/du-lieu-cu/nhap/", {"upload": SimpleUploadedFile("ds.csv", as_csv(row()))}
    )
    assert signed_in(act(Role.PROVINCE_OFFICE, units["01"])).get(answer["Location"]).status_code == 404


def test_the_queue_costs_the_same_for_three_and_thirty(client):
    bring(*[row(f"SP {n}", **SPLIT) for n in range(3)])
    few = count(client, "/lam-viec/du-lieu-cu/")
    bring(*[row(f"Thêm {n}", **SPLIT) for n in range(20)])

    assert count(client, "/lam-viec/du-lieu-cu/") == few <= 20
    assert count(client, f"/lam-viec/du-lieu-cu/{ReviewTask.objects.first().pk}/") <= 20
