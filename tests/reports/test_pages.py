"""The pages of reports: what an office sees, makes and downloads."""

import json
import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop.core.permissions import Role
from ocop.reports.models import MadeReport
from ocop.reports.papers.wording import value_words
from tests.factories.accounts import act, signed_in
from tests.factories.places import make_units
from tests.reports.test_contents import fill, made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    """Pages answer as of the day on which the factories work."""
    moment = datetime.fromisoformat("2026-11-02T10:00:00+07:00")
    monkeypatch.setattr("ocop.reports.views.making.today", lambda: moment.date())
    monkeypatch.setattr("ocop.reports.views.making.now", lambda: moment)


def client(key: str = "01", role: Role = Role.PROVINCE_OFFICE):
    return signed_in(act(role, make_units()[key]))


def prepare_url(key: str = "province_year", **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return (
        f"{reverse('reports:prepare', args=[key])}?{query}"
        if query
        else reverse("reports:prepare", args=[key])
    )


def cost(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("key", ["province_year", "expiry_list", "products_and_producers"])
def test_preview_costs_the_same_with_three_and_three_hundred_rows(key):
    browser = client()
    fill(3)
    few = cost(browser, prepare_url(key))

    fill(300)

    assert cost(browser, prepare_url(key)) == few <= 21  # 17 for the report itself


def test_kept_report_and_the_list_cost_the_same_with_many():
    browser = client()
    fill(3)
    first = made()
    addresses = [reverse("reports:index"), reverse("reports:made", args=[first.code])]
    few = [cost(browser, address) for address in addresses]

    fill(60)
    for year in range(2018, 2026):
        made(period=str(year))

    assert [cost(browser, address) for address in addresses] == few
    assert max(few) <= 12


def test_office_finds_the_reports_of_its_level():
    page = client().get(reverse("reports:index")).content.decode()
    assert "Báo cáo năm của tỉnh" in page
    assert "Báo cáo quý của xã" not in page
    assert "Chưa lập báo cáo nào." in page

    page = client("09556", Role.COMMUNE_OFFICER).get(reverse("reports:index")).content.decode()
    assert "Báo cáo quý của xã" in page
    assert "Báo cáo năm của tỉnh" not in page


def test_figures_of_the_preview_open_to_their_rows():
    fill(2, date(2026, 8, 1))
    fill(1, date(2026, 3, 1))
    browser = client("09556", Role.COMMUNE_OFFICER)
    page = browser.get(prepare_url("commune_quarter", ky="2026-Q3")).content.decode()

    link, told = re.search(
        r'<a href="([^"]*recognised_in_year[^"]*)">.*?data-label="Kết quả">(\d+)<', page
    ).groups()
    rows = browser.get(link.replace("&amp;", "&")).content.decode()

    assert told == "2"
    assert "Tải Excel (2 dòng)" in rows
    assert "kỳ từ 01/07/2026" in rows


def test_report_is_made_kept_and_downloaded():
    fill(3)
    browser = client()
    answer = browser.post(reverse("reports:make", args=["province_year"]), {"ky": "2026", "ban_do": "now"})
    one = MadeReport.objects.get()
    assert answer.url == reverse("reports:made", args=[one.code])

    page = browser.get(answer.url).content.decode()
    assert one.definitions_version in page
    for file in (one.word, one.excel, one.data):
        got = browser.get(file.get_absolute_url())
        assert b"".join(got.streaming_content) == file.read_bytes()
        assert file.sha256 in page


def test_page_word_and_json_tell_the_same_figures():
    fill(3)
    one = made()
    page = client().get(reverse("reports:made", args=[one.code])).content.decode()
    told = re.findall(r'<td class="num" data-label="Kết quả">([^<]*)</td>', page)

    said = json.loads(one.data.read_bytes())["figures"]

    assert told == [value_words(figure) for figure in said]


def test_page_names_units_that_have_anything_and_counts_the_others():
    fill(3)
    page = client().get(prepare_url(ky="2026")).content.decode()

    assert "Phường Hà Đông" in page
    assert "Phường Ba Đình" not in page
    assert "Còn 2 dòng nữa chưa có sản phẩm, chủ thể nào" in page


def test_same_form_sent_twice_makes_one_report():
    browser = client()
    sent = {"ky": "2026", "ban_do": "now", "_once": "mot-lan"}
    address = reverse("reports:make", args=["province_year"])

    first, second = browser.post(address, sent), browser.post(address, sent)

    assert first.url == second.url
    assert MadeReport.objects.count() == 1


def test_new_report_of_a_period_points_to_the_old_and_back():
    first, second = made(), made()
    browser = client()

    assert "Đã có bản mới hơn" in browser.get(reverse("reports:made", args=[first.code])).content.decode()
    page = browser.get(reverse("reports:made", args=[second.code])).content.decode()
    assert reverse("reports:made", args=[first.code]) in page


def test_others_neither_see_nor_download_it():
    one = made()
    for browser in (client("04"), client("09556", Role.COMMUNE_OFFICER)):
        assert browser.get(reverse("reports:made", args=[one.code])).status_code == 404
        assert browser.get(one.word.get_absolute_url()).status_code == 404
    got = client("VN", Role.CENTRAL_OFFICE).get(one.word.get_absolute_url())
    assert b"".join(got.streaming_content) == one.word.read_bytes()


def test_report_of_another_level_is_not_there():
    assert client().get(prepare_url("commune_quarter")).status_code == 404
    assert client().get(prepare_url("khong-co")).status_code == 404


def test_who_only_sees_is_told_who_may_make_it():
    browser = client(role=Role.AUDITOR)
    page = browser.get(prepare_url(ky="2026")).content.decode()

    assert "Việc này dành cho" in page
    assert 'method="post" action="/lam-viec/bao-cao/' not in page
    assert browser.post(reverse("reports:make", args=["province_year"]), {"ky": "2026"}).status_code == 403


@pytest.mark.parametrize("period", ["2026-Q1", "1900", "abc", "2030"])
def test_period_that_is_not_offered_is_refused_with_a_sentence(period):
    browser = client()
    assert "Hãy chọn một kỳ trong danh sách" in browser.get(prepare_url(ky=period)).content.decode()
    answer = browser.post(reverse("reports:make", args=["province_year"]), {"ky": period})
    assert answer.status_code == 422
    assert not MadeReport.objects.exists()


def test_day_to_come_is_refused_with_a_sentence():
    page = client().get(prepare_url("expiry_list", ky="03/11/2026")).content.decode()
    assert "Kỳ này chưa bắt đầu" in page
