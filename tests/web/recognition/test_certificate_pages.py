"""Pages of certificates, revocation and results: who sees what, what is said, same cost for 3 and 30."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.producers.models import Membership
from ocop.recognition.actions import publishing
from ocop.recognition.models import Certificate, Revocation, Suspension
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.recognition import DAY, make_certificate, make_office, make_published, make_rated

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def text(answer):
    return answer.content.decode()


def count(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def producer_of(product):
    person = make_person("Nguyễn Thị Lan")
    held = Membership.objects.create(
        person=person, producer=product.producer, kind="owner", from_on=DAY, created_at=AT
    )
    return signed_in(
        Acting(person=person, role=Role.PRODUCER, party_id=product.producer_id, key=f"p{held.pk}", on=DAY)
    )


def test_the_list_searches_without_marks_and_filters_by_status(office):
    make_certificate(office, "Nước mắm Đỗ Gia")
    make_certificate(office, "Mật ong")
    client = signed_in(office.drafter)
    url = "/lam-viec/giay-chung-nhan/"

    assert "Mật ong" in text(client.get(url)) and "CÒN HIỆU LỰC" in text(client.get(url))
    found = text(client.get(f"{url}?q=nuoc+mam+do"))
    assert "Nước mắm Đỗ Gia" in found and "Mật ong" not in found
    assert "Không có giấy chứng nhận nào như vậy" in text(client.get(f"{url}?tinh_trang=revoked"))


def test_a_certificate_says_its_status_and_gives_its_papers(office):
    one = make_certificate(office)
    client, url = signed_in(office.drafter), f"/lam-viec/giay-chung-nhan/{one.token}/"
    page = text(client.get(url))
    assert "Giấy chứng nhận còn hiệu lực đến hết ngày 02/11/2029." in page and "Cấp giấy chứng nhận" in page

    first, second = client.get(f"{url}ban-pdf/"), client.get(f"{url}ban-pdf/")
    assert first.content[:5] == b"%PDF-" and first.content == second.content
    assert client.get(f"{url}ma-qr.png").content[:4] == b"\x89PNG"
    assert b"<svg" in client.get(f"{url}ma-qr.svg").content
    assert 'width="2cm"' in text(client.get(f"{url}nhan/"))


def test_a_producer_sees_the_own_certificates_only(office):
    mine, other = make_certificate(office, "Của tôi"), make_certificate(office, "Của người khác")
    client = producer_of(mine.product)
    page = text(client.get("/lam-viec/giay-chung-nhan/"))
    assert "Của tôi" in page and "Của người khác" not in page

    own = text(client.get(mine.get_absolute_url()))
    assert "Tải giấy chứng nhận" in own and "Tạm dừng" not in own and "Diễn biến" not in own
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(f"{other.get_absolute_url()}ban-pdf/").status_code == 404
    assert client.get(f"{mine.get_absolute_url()}tam-dung/").status_code == 403


def test_another_province_and_its_inspector_see_nothing(office):
    one = make_certificate(office)
    other = make_office("04")
    for acting in (other.drafter, act(Role.INSPECTOR, other.unit)):
        assert signed_in(acting).get(one.get_absolute_url()).status_code == 404
    assert signed_in(act(Role.INSPECTOR, office.commune)).get(one.get_absolute_url()).status_code == 200


def test_suspending_and_lifting_over_pages(office):
    one = make_certificate(office)
    client, url = signed_in(office.publisher), f"/lam-viec/giay-chung-nhan/{one.token}/"
    assert client.post(f"{url}tam-dung/").status_code == 422
    assert client.post(f"{url}tam-dung/", {"reason": "Đang kiểm tra"}).status_code == 302
    page = text(client.get(url))
    assert "TẠM DỪNG" in page and "Đang kiểm tra" in page and "Bỏ tạm dừng" in page
    assert client.post(f"{url}bo-tam-dung/", {"x": "1"}).status_code == 302
    assert Suspension.objects.get().until_on is not None


def test_revoking_over_pages(office):
    one = make_certificate(office)
    client, url = signed_in(office.publisher), f"/lam-viec/giay-chung-nhan/{one.token}/de-nghi-thu-hoi/"
    page = text(client.get(url))
    assert all(f"{key})" in page for key in "abcdđe")
    data = {
        "ground": "b",
        "words": "Không còn đạt tiêu chí",
        "concluded_on": "02/11/2026",
        "concluded_by": "Đoàn kiểm tra",
    }
    assert client.post(url, data).status_code == 302
    assert "Đang có đề nghị thu hồi" in text(client.get(one.get_absolute_url()))
    again = client.get(url)
    assert "Đã có một đề nghị thu hồi" in text(again)

    proposal = Revocation.objects.get()
    assert "17/11/2026" in text(client.get("/lam-viec/thu-hoi/"))
    made = client.post("/lam-viec/quyet-dinh/soan/", {"kind": "revoke", "chosen": [proposal.pk]})
    assert made.status_code == 302
    proposal.refresh_from_db()
    assert proposal.decision is not None


def test_dismissing_over_pages_and_not_by_others(office):
    one = make_certificate(office)
    signed_in(office.publisher).post(
        f"{one.get_absolute_url()}de-nghi-thu-hoi/",
        {"ground": "b", "words": "x", "concluded_on": "02/11/2026", "concluded_by": "y"},
    )
    proposal = Revocation.objects.get()
    url = f"/lam-viec/thu-hoi/{proposal.pk}/khong-thu-hoi/"
    assert signed_in(make_office("04").publisher).get(url).status_code == 404
    assert signed_in(office.publisher).post(url, {"reason": "Đã khắc phục"}).status_code == 302
    assert Revocation.objects.get().state == "dismissed"


def test_lists_cost_the_same_for_three_and_thirty(office):
    make_published(office, *[make_rated(office, f"A{n}") for n in range(3)])
    client, url = signed_in(office.drafter), "/lam-viec/giay-chung-nhan/"
    few = count(client, url)
    make_published(office, *[make_rated(office, f"B{n}") for n in range(12)])

    assert count(client, url) == few <= 20
    assert count(client, Certificate.objects.first().get_absolute_url()) <= 20


# results


def test_the_producer_reads_the_result_once_it_is_decided(office):
    result = make_rated(office, mean="72.5", stars=3)
    client, url = producer_of(result.dossier.product), f"/lam-viec/ho-so/{result.dossier.code}/ket-qua/"
    assert "Chưa có kết quả để xem" in text(client.get(url))
    make_published(office, result)
    page = text(client.get(url))

    assert "72,5" in page and "3 sao" in page and "Luật Khiếu nại" in page and "90 ngày" in page
    assert "Hạng 4 sao cần tiêu chí 3.5" in page and "đạt ít nhất 2 điểm; Hội đồng thống nhất 1 điểm" in page
    assert "01/QĐ-UBND" in page and "Thành viên" not in page


def test_a_concluded_result_is_explained_to_the_producer(office):
    result = make_rated(office, mean="45")
    publishing.conclude(dossier=result.dossier, by=office.drafter, at=AT)
    page = text(producer_of(result.dossier.product).get(f"/lam-viec/ho-so/{result.dossier.code}/ket-qua/"))
    assert "45" in page and "2 sao" in page


def test_offices_read_it_at_once_others_never(office):
    result = make_rated(office)
    url = f"/lam-viec/xu-ly/{result.dossier.code}/ket-qua/"
    for acting in (office.drafter, office.signer, act(Role.SECRETARY, office.unit)):
        assert "72,5" in text(signed_in(acting).get(url))
    assert signed_in(make_office("04").drafter).get(url).status_code == 404
    assert signed_in(act(Role.INSPECTOR, office.unit)).get(url).status_code == 403
    assert count(signed_in(office.drafter), url) <= 20


def test_the_result_is_a_tab_of_the_dossier(office):
    result = make_rated(office)
    page = text(signed_in(office.drafter).get(f"/lam-viec/xu-ly/{result.dossier.code}/"))
    assert f"/lam-viec/xu-ly/{result.dossier.code}/ket-qua/" in page


def test_strangers_are_sent_to_sign_in(office):
    one = make_certificate(office)
    for url in (
        one.get_absolute_url(),
        "/lam-viec/giay-chung-nhan/",
        "/lam-viec/quyet-dinh/",
        "/lam-viec/du-lieu-cu/",
    ):
        assert Client().get(url).status_code == 302
