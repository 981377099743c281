"""Reporting misuse in the browser's view: nothing typed is lost, nothing private shown, fixed cost."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ocop.core.permissions import Role
from ocop.products.models import Product
from ocop.supervision.enums import Misuse
from ocop.supervision.forms import misuse as forms
from ocop.supervision.models import Report
from scripts.messages import LOCALE, read_po
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.producers import png_bytes
from tests.factories.register import bring_in, published
from tests.factories.supervision import make_report

pytestmark = pytest.mark.django_db
WORDS = "Nhãn ghi 4 sao nhưng trang kiểm tra báo hết hạn."


def typed(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> dict[str, Any]:
    """A form that was opened a while ago."""
    monkeypatch.setattr(forms, "LEAST_SECONDS", -1)
    return {
        "kind": "expired",
        "words": WORDS,
        "seen_at_words": "Chợ",
        "opened": forms.opened_mark(),
        **changes,
    }


def png(name: str = "anh.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png_bytes(), "image/png")


def test_anyone_reports_about_a_product_and_gets_a_page_to_follow(client: Client, monkeypatch) -> None:
    bring_in(published("Mật ong"))
    code = Product.objects.get().code
    form = client.get(f"/bao-vi-pham/?san-pham={code}")
    assert "Mật ong" in form.content.decode()
    answer = client.post("/bao-vi-pham/", {**typed(monkeypatch), "san-pham": code})
    report = Report.objects.get()
    page = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == f"/bao-vi-pham/{report.code}/"
    assert "Đã nhận, chờ xem" in page and report.code in page and "Phường Hà Đông" in page
    assert WORDS not in page and report.case.product.name == "Mật ong"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"trang_chu": "http://spam"}, "ô ẩn"),
        ({"opened": ""}, "mở quá lâu"),
        ({"kind": "x"}, "kind"),
        ({"seen_on": "2126-01-01"}, "sau hôm nay"),
        ({"email": "khong-phai-thu"}, "email"),
    ],
)
def test_a_refusal_keeps_everything_typed(client: Client, monkeypatch, changes: dict, sentence: str) -> None:
    make_units()
    data = typed(monkeypatch, name="Lê Thị Mua", phone="0912 345 678", **changes)
    page = client.post("/bao-vi-pham/", data)
    html = page.content.decode()

    assert page.status_code == 200 and sentence in html + str(page.context["form"].errors)
    assert WORDS in html and "Lê Thị Mua" in html and "0912 345 678" in html and not Report.objects.exists()
    assert "http://spam" not in html
    again = {
        **data,
        "opened": page.context["opened"],
        "trang_chu": "",
        "kind": "expired",
        "seen_on": "",
        "email": "",
    }
    assert client.post("/bao-vi-pham/", again).status_code == 302


def test_a_form_sent_in_no_time_waits(client: Client) -> None:
    make_units()
    data = {"kind": "expired", "words": WORDS, "seen_at_words": "Chợ", "opened": forms.opened_mark()}
    assert "nhanh quá" in client.post("/bao-vi-pham/", data).content.decode()


def test_the_limit_of_a_device_is_told_with_what_was_typed(client: Client, monkeypatch) -> None:
    make_units()
    client.get("/bao-vi-pham/")
    for _ in range(4):
        assert client.post("/bao-vi-pham/", typed(monkeypatch)).status_code == 302
    page = client.post("/bao-vi-pham/", typed(monkeypatch)).content.decode()
    assert "sau một giờ" in page and WORDS in page
    assert Client().post("/bao-vi-pham/", typed(monkeypatch)).status_code == 302


def test_pictures_are_checked_and_a_refused_one_does_not_cost_the_report(client: Client, monkeypatch) -> None:
    units = make_units()
    bad = SimpleUploadedFile("anh.png", b"<script>alert(1)</script>", "image/png")
    answer = client.post("/bao-vi-pham/", {**typed(monkeypatch), "photos": [png(), bad]})
    report = Report.objects.get()
    assert "anh.png" in client.get(answer["Location"]).content.decode()
    client.post(f"/bao-vi-pham/{report.code}/anh/", {"photos": [png(), png(), png()]})
    assert report.photos.count() == 3
    assert Client().post(f"/bao-vi-pham/{report.code}/anh/", {"photos": [png()]}).status_code == 404

    url = report.photos.first().file.get_absolute_url()
    centre = signed_in(act(Role.CENTRAL_OFFICE, units["VN"]))
    stranger = signed_in(act(Role.COMMUNE_OFFICER, units["01290"]))
    assert [status(one, url) for one in (client, stranger, centre)] == [404, 404, 200]
    assert status(centre, f"{url}goc/") == 200


def status(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        list(answer.streaming_content)  # to its end, so that the file is closed
    return answer.status_code


def test_products_that_are_not_public_are_not_named(client: Client) -> None:
    from tests.factories.products import make_product

    hidden = make_product(photo=False)
    assert hidden.name not in client.get(f"/bao-vi-pham/?san-pham={hidden.code}").content.decode()
    assert client.get("/bao-vi-pham/?san-pham=%00&ma=%00").status_code == 200


@pytest.mark.parametrize("code", ["BV-KHONGCO", "%00", "x" * 200])
def test_unknown_codes_are_404(client: Client, code: str) -> None:
    assert client.get(f"/bao-vi-pham/{code}/").status_code == 404


def test_the_queue_is_of_the_own_place_filtered_and_exported(client: Client) -> None:
    units = make_units()
    bring_in(published("Mật ong"))
    mine = make_report(
        product=Product.objects.get(), email="kin@vidu.vn", words="Lời riêng của người báo"
    ).case
    make_report(seen_unit=units["01290"], kind="fake")
    office = signed_in(act(Role.COMMUNE_OFFICER, units["09556"]))
    assert [
        row["case"] for row in office.get("/lam-viec/bao-vi-pham/?tinh_trang=received").context["rows"]
    ] == [mine]
    assert office.get("/lam-viec/bao-vi-pham/?loai=fake&q=x").context["rows"] == []

    content = office.get("/lam-viec/bao-vi-pham/xuat/?q=mat+ong").content
    cells = str(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python())
    assert mine.code in cells and "Mật ong" in cells
    assert "kin@vidu.vn" not in cells and "Lời riêng" not in cells


def test_an_officer_works_a_case_to_its_answer(client: Client) -> None:
    units = make_units()
    report = make_report(seen_unit=units["09556"], phone="0912345678")
    case = report.case
    office = signed_in(act(Role.COMMUNE_OFFICER, units["09556"]))
    page = office.get(case.get_absolute_url()).content.decode()
    assert "0912345678" in page and "Bắt đầu xác minh" in page
    base = case.get_absolute_url()
    office.post(f"{base}look/", {"words": ""})
    assert "Cần ghi lý do" in office.post(f"{base}confirm/", {"words": ""}).content.decode()
    office.post(f"{base}confirm/", {"words": "Nhãn in sai."})
    office.post(f"{base}close/", {"words": "Cửa hàng đã gỡ nhãn."})

    told = client.get(f"/bao-vi-pham/{report.code}/").content.decode()
    assert "Cửa hàng đã gỡ nhãn." in told and "0912345678" not in told and "Nhãn in sai." not in told
    assert office.get(f"{base}look/").status_code == 409 or office.get(f"{base}look/").status_code == 422
    assert office.get(f"{base}khong-co/").status_code == 404


def test_strangers_and_producers_see_nothing(client: Client) -> None:
    units = make_units()
    case = make_report(seen_unit=units["09556"]).case
    assert (
        signed_in(act(Role.COMMUNE_OFFICER, units["01290"])).get(case.get_absolute_url()).status_code == 404
    )
    assert signed_in(act(Role.MEMBER, units["01"])).get("/lam-viec/bao-vi-pham/").status_code == 403
    inspector = signed_in(act(Role.INSPECTOR, units["01"]))
    assert inspector.get(case.get_absolute_url()).status_code == 200
    assert inspector.get(f"{case.get_absolute_url()}look/").status_code == 403


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_pages_cost_the_same_for_three_and_three_hundred(client: Client) -> None:
    units = make_units()
    bring_in(*(published(f"Mật ong {n}") for n in range(3)))
    products = list(Product.objects.all())
    office = signed_in(act(Role.PROVINCE_OFFICE, units["01"]))
    case = make_report(product=products[0]).case
    urls = {"/lam-viec/bao-vi-pham/": 9, case.get_absolute_url(): 14, "/bao-vi-pham/": 1}
    few = {url: count(office, url) for url in urls}
    for n in range(60):
        make_report(product=products[n % 3], at=AT + timedelta(days=n // 3), kind=list(Misuse)[n % 5])

    assert {url: count(office, url) for url in urls} == few
    assert all(few[url] <= most + 6 for url, most in urls.items()), few  # with session, person and offices


def test_kinds_and_states_have_english(client: Client) -> None:
    english = read_po(LOCALE / "en/LC_MESSAGES/django.po")
    from ocop.rulebook.lifecycle import MISUSE
    from ocop.supervision.limits import DAILY, HOURLY

    texts = [*Misuse.labels, *(state.public for state in MISUSE.states.values()), DAILY, HOURLY]
    assert [one for one in texts if not any(english.get(one, []))] == []
