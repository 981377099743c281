"""Pages of decisions: work, refused with the sentence, out of scope, and the same cost for 3 and 30 rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.core.permissions import Role
from ocop.recognition.actions import correcting
from ocop.recognition.models import Certificate, Decision
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.recognition import (
    make_draft,
    make_office,
    make_published,
    make_rated,
    make_sent,
    name_signer,
    sign,
    signed_upload,
)

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


def post(client, url, data=None, **more):
    return client.post(url, data or {}, **more)


def test_drafting_from_the_waiting_results_to_the_edit_page(office):
    result, other = make_rated(office, "Mật ong"), make_rated(office, "Chè")
    client = signed_in(office.drafter)
    page = client.get("/lam-viec/quyet-dinh/soan/")
    assert "Mật ong" in text(page) and "Soạn dự thảo với các dòng đã chọn" in text(page)

    answer = post(client, "/lam-viec/quyet-dinh/soan/", {"kind": "recognise", "chosen": [result.pk]})
    made = Decision.objects.get()
    assert answer["Location"] == f"/lam-viec/quyet-dinh/{made.code}/sua/"
    assert [line.product.name for line in made.lines.all()] == ["Mật ong"]
    assert other.decision_lines.count() == 0


def test_drafting_nothing_says_so_and_keeps_the_page(office):
    make_rated(office)
    answer = post(signed_in(office.drafter), "/lam-viec/quyet-dinh/soan/", {"kind": "recognise"})

    assert answer.status_code == 422 and "Hãy chọn ít nhất một sản phẩm" in text(answer)


def test_low_results_are_offered_to_conclude_and_five_stars_to_approve(office):
    low = make_rated(office, "Thấp", "40").dossier
    make_rated(office, "Cao", "95")
    client = signed_in(office.drafter)
    page = text(client.get("/lam-viec/quyet-dinh/soan/"))
    assert f"/lam-viec/xu-ly/{low.code}/ket-luan/" in page and "Cao" in page

    assert post(client, f"/lam-viec/xu-ly/{low.code}/ket-luan/")["Location"] == "/lam-viec/quyet-dinh/soan/"
    low.refresh_from_db()
    assert low.state == "not_recognised"


def test_editing_texts_and_a_stale_form(office):
    decision = make_draft(office, make_rated(office))
    client, url = signed_in(office.drafter), f"/lam-viec/quyet-dinh/{decision.code}/sua/"
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {
        "title": "Công nhận đợt 2",
        "articles": "Một.\n\nHai.",
        "authority": "KT. CHỦ TỊCH",
    }
    assert post(client, url, data)["Location"] == decision.get_absolute_url()
    decision.refresh_from_db()
    assert (decision.title, decision.body["articles"], decision.body["authority"]) == (
        "Công nhận đợt 2",
        ["Một.", "Hai."],
        ["KT. CHỦ TỊCH"],
    )

    assert "Đã sửa: trích yếu, các điều, dòng quyền hạn ký" in text(
        client.get(decision.get_absolute_url())
    ).replace("chức vụ người ký, ", "")
    stale = post(client, url, data | {"title": "Ghi đè"})
    assert stale.status_code == 422 and "vừa được người khác sửa" in text(stale) and "Ghi đè" in text(stale)


def test_sending_needs_a_signer_and_gives_the_number(office):
    decision = make_draft(office, make_rated(office))
    Decision.objects.filter(pk=decision.pk).update(signer_name="")
    client = signed_in(office.drafter)
    page = text(client.get(decision.get_absolute_url()))
    assert "Hãy ghi người ký và chức vụ" in page
    refused = post(client, f"{decision.get_absolute_url()}trinh-ky/", {"decided_on": "02/11/2026"})
    assert refused.status_code == 422

    Decision.objects.filter(pk=decision.pk).update(signer_name="Trần Văn Ký")
    assert (
        post(client, f"{decision.get_absolute_url()}trinh-ky/", {"decided_on": "02/11/2026"}).status_code
        == 302
    )
    decision.refresh_from_db()
    assert (decision.state, decision.number_text) == ("for_signature", "01/QĐ-UBND")


def test_previews_are_real_files(office):
    decision = make_draft(office, make_rated(office))
    client = signed_in(office.drafter)
    pdf, word = (
        client.get(f"{decision.get_absolute_url()}ban-pdf/"),
        client.get(f"{decision.get_absolute_url()}ban-word/"),
    )

    assert pdf.content[:5] == b"%PDF-" and pdf["Content-Disposition"].startswith("inline")
    assert word.content[:2] == b"PK"


def test_the_signer_signs_by_upload_and_sees_the_exact_reason_otherwise(office):
    decision = make_sent(office, make_rated(office))
    client, url = signed_in(office.signer), f"{decision.get_absolute_url()}ky/"
    assert "Tải bản PDF để ký" in text(client.get(url))
    unsigned = SimpleUploadedFile("q.pdf", decision.draft_file.read_bytes(), "application/pdf")
    refused = post(client, url, {"upload": unsigned})
    assert refused.status_code == 422 and "chưa có chữ ký số nào" in text(refused)

    assert post(client, url, {"upload": signed_upload(decision)})["Location"] == decision.get_absolute_url()
    assert "Chữ ký số hợp lệ: Trần Văn Ký" in text(client.get(decision.get_absolute_url()))


def test_the_demo_button_signs_through_the_same_verification(office, settings):
    decision = make_sent(office, make_rated(office))
    client = signed_in(office.signer)
    assert "Ký thử bằng khóa demo" in text(client.get(f"{decision.get_absolute_url()}ky/"))
    assert post(client, f"{decision.get_absolute_url()}ky-thu/")["Location"] == decision.get_absolute_url()
    decision.refresh_from_db()
    assert (decision.state, decision.signature["state"], decision.signature["signer"]) == (
        "signed",
        "valid",
        "Trần Văn Ký",
    )

    settings.OCOP_DEMO = False
    again = make_sent(office, make_rated(office, "Khác"))
    assert "Ký thử" not in text(client.get(f"{again.get_absolute_url()}ky/"))
    assert post(client, f"{again.get_absolute_url()}ky-thu/").status_code == 404


def test_the_paper_way_over_pages(office):
    decision = make_sent(office, make_rated(office))
    scan = SimpleUploadedFile("quet.pdf", decision.draft_file.read_bytes(), "application/pdf")
    url = decision.get_absolute_url()
    assert post(signed_in(office.drafter), f"{url}ban-giay/", {"upload": scan}).status_code == 302
    assert "cần hai người khác" in text(signed_in(office.drafter).get(f"{url}xac-nhan/"))
    for person in (office.publisher, office.signer):
        assert post(signed_in(person), f"{url}xac-nhan/", {"seen": "on"}).status_code == 302
    decision.refresh_from_db()
    assert (decision.state, decision.signing_mode) == ("signed", "paper")


def test_refusing_taking_back_and_dropping_ask_for_a_reason(office):
    decision = make_sent(office, make_rated(office))
    url = decision.get_absolute_url()
    signer = signed_in(office.signer)
    assert post(signer, f"{url}khong-ky/").status_code == 422
    assert post(signer, f"{url}khong-ky/", {"reason": "Sai tên"}).status_code == 302
    drafter = signed_in(office.drafter)
    assert "Sai tên" in text(drafter.get(url))
    assert "không bỏ được dự thảo" in text(drafter.get(url))
    assert post(drafter, f"{url}bo/", {"reason": "x"}).status_code == 422


def test_publishing_says_what_will_happen_and_does_it_once(office):
    decision = sign(make_sent(office, make_rated(office), make_rated(office, "Hai", "55")), office)
    client, url = signed_in(office.publisher), f"{decision.get_absolute_url()}cong-bo/"
    page = text(client.get(url))
    assert "Giấy chứng nhận sẽ cấp" in page and "Trong đó 4 sao" in page
    for _ in range(2):
        assert post(client, url, {"_once": "k" * 20}).status_code == 302

    assert Certificate.objects.count() == 2
    batch = client.get(f"{decision.get_absolute_url()}giay-chung-nhan/")
    assert batch.content[:5] == b"%PDF-"


def test_correcting_over_pages(office):
    decision = make_published(office, make_rated(office, "Mật ong"))
    client = signed_in(office.drafter)
    answer = post(client, f"{decision.get_absolute_url()}thay-the/")
    made = Decision.objects.get(supersedes=decision)
    assert answer["Location"] == made.get_absolute_url()
    line = made.lines.get()
    url = f"{made.get_absolute_url()}dong/{line.pk}/"
    assert post(client, url, {"product": "Mật ong rừng", "producer": "HTX"}).status_code == 302
    assert "Mật ong rừng" in text(client.get(made.get_absolute_url()))
    assert "đã có một dự thảo" in text(client.get(decision.get_absolute_url())).lower()


@pytest.mark.parametrize("path", ["", "sua/", "ban-pdf/", "ky/", "cong-bo/", "trinh-ky/", "thay-the/"])
def test_another_province_sees_nothing(office, path):
    decision = make_sent(office, make_rated(office))
    other = make_office("04")
    client = signed_in(other.signer if path == "ky/" else other.drafter)

    assert client.get(f"{decision.get_absolute_url()}{path}").status_code == 404


@pytest.mark.parametrize("path", ["sua/", "trinh-ky/", "cong-bo/", "rut-ve/", "ban-giay/"])
def test_a_signer_is_refused_the_office_pages_with_the_sentence(office, path):
    decision = make_sent(office, make_rated(office))
    answer = signed_in(office.signer).get(f"{decision.get_absolute_url()}{path}")

    assert answer.status_code == 403 and "Việc này dành cho" in text(answer)


def test_inspectors_see_published_decisions_only(office):
    draft, published = (
        make_draft(office, make_rated(office)),
        make_published(office, make_rated(office, "Hai")),
    )
    client = signed_in(act(Role.INSPECTOR, office.unit, make_person()))

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(published.get_absolute_url()).status_code == 200


def test_lists_cost_the_same_for_three_and_thirty(office):
    for n in range(3):
        make_draft(office, make_rated(office, f"Sản phẩm {n}"))
    make_rated(office, "Chờ 0")
    drafter, signer = signed_in(office.drafter), signed_in(office.signer)
    urls = [
        (drafter, "/lam-viec/quyet-dinh/"),
        (drafter, "/lam-viec/quyet-dinh/soan/"),
        (signer, "/lam-viec/quyet-dinh/cho-ky/"),
    ]
    few = [count(client, url) for client, url in urls]
    for n in range(12):
        make_draft(office, make_rated(office, f"Thêm {n}"))
        make_rated(office, f"Chờ {n + 1}")

    assert [count(client, url) for client, url in urls] == few
    assert max(few) <= 20


def test_a_decision_costs_the_same_for_three_and_thirty_lines(office):
    small = make_sent(office, *[make_rated(office, f"A{n}") for n in range(3)])
    large = make_sent(office, *[make_rated(office, f"B{n}") for n in range(15)])
    drafter, signer = signed_in(office.drafter), signed_in(office.signer)

    for client, path in [(drafter, ""), (signer, "ky/"), (drafter, "ban-word/")]:
        few = count(client, f"{small.get_absolute_url()}{path}")
        assert count(client, f"{large.get_absolute_url()}{path}") == few <= 20
    small, large = sign(small, office), sign(large, office)
    few = count(drafter, f"{small.get_absolute_url()}cong-bo/")
    assert count(drafter, f"{large.get_absolute_url()}cong-bo/") == few <= 20


@pytest.mark.parametrize("query", ["sau=x", "tinh_trang=la", "nam=abcd", "nam=0000", "loai=%00", "truoc=~9"])
def test_broken_addresses_answer_with_a_page(office, query):
    assert signed_in(office.drafter).get(f"/lam-viec/quyet-dinh/?{query}").status_code == 200
    assert signed_in(office.drafter).get(f"/lam-viec/giay-chung-nhan/?{query}").status_code == 200
    assert signed_in(office.drafter).get(f"/lam-viec/du-lieu-cu/?{query}").status_code == 200


def test_an_unreadable_upload_keeps_the_page(office):
    decision = make_sent(office, make_rated(office))
    answer = post(
        signed_in(office.signer),
        f"{decision.get_absolute_url()}ky/",
        {"upload": SimpleUploadedFile("a.pdf", b"")},
    )

    assert answer.status_code == 422


def test_a_correction_costs_the_same_for_three_and_nine_lines(office):
    def correction(*names):
        decision = make_published(office, *[make_rated(office, name) for name in names])
        return name_signer(correcting.draft_correction(decision=decision, by=office.drafter, at=AT), office)

    client = signed_in(office.drafter)
    few = count(client, correction("A", "B", "C").get_absolute_url())
    assert count(client, correction(*"DEFGHIKLM").get_absolute_url()) == few <= 20
