"""Pages of support: scope, refusals that stay, fixed cost, sheet and indicators equal to the rows."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ocop.core.indicators import indicator
from ocop.core.permissions import Role
from ocop.support.actions import claims
from ocop.support.models import Claim, Policy
from ocop.targets.queries.computing import figure, rows_of, scope_of
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.places import make_units
from tests.factories.support import PAPERS, make_claim, make_policy, owner_of, recognised, staff

pytestmark = pytest.mark.django_db
LIST = "/lam-viec/ho-tro/"


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_a_producer_sees_what_it_earned_and_asks_for_it(monkeypatch):
    one, _ = staff()
    product, key = recognised()
    policy = make_policy(one)
    producer = signed_in(owner_of(product))
    page = text(producer, f"{LIST}khoan-chua-de-nghi/")
    url = f"{LIST}nop/{policy.code}/{product.code}/{key}/"
    assert url in page and "10.000.000" in page and "nộp được đến hết" in page

    answer = producer.post(url, {"note": "Xin chi vào tài khoản HTX."})
    claim = Claim.objects.get()
    assert answer["Location"] == claim.get_absolute_url() and "Vì sao chưa được chi" in text(
        producer, answer["Location"]
    )
    assert url not in text(producer, f"{LIST}khoan-chua-de-nghi/")
    producer.post(url, {"note": ""})
    assert "chỉ được hỗ trợ một lần" in text(producer, Claim.objects.last().get_absolute_url())


def test_others_see_neither_claim_nor_list():
    one, _ = staff()
    claim = make_claim(make_policy(one), *recognised())
    stranger = signed_in(act(Role.COMMUNE_OFFICER, make_units()["01290"]))
    other = recognised("Chè", producer="Hợp tác xã Khác")[0]
    assert text(stranger, claim.get_absolute_url(), 404) and claim.code not in text(stranger, LIST)
    assert text(signed_in(owner_of(other)), claim.get_absolute_url(), 404)
    assert text(signed_in(act(Role.MEMBER, make_units()["01"])), LIST, 403)
    auditor = signed_in(act(Role.AUDITOR, make_units()["01"]))
    assert (
        "Kiểm tra"
        not in text(auditor, claim.get_absolute_url()).split("Đã làm gì")[0].split("page-actions")[-1]
    )
    assert auditor.get(f"{claim.get_absolute_url()}check/").status_code == 403


def test_an_office_takes_a_claim_to_the_recorded_payment():
    one, two = staff()
    claim = make_claim(make_policy(one), *recognised())
    first, second, url = signed_in(one), signed_in(two), claim.get_absolute_url()
    assert first.post(f"{url}check/", {"papers": PAPERS[:1]}).status_code == 422
    first.post(f"{url}check/", {"papers": PAPERS})
    assert "cần người thứ hai" in text(first, url)
    second.post(f"{url}approve/", {"document": "QĐ 5"})
    second.post(f"{url}pay/", {"paid_on": "02/11/2026", "document": "UNC 7"})
    assert "UNC 7" in text(first, url) and Claim.objects.get().state == "paid"
    assert text(first, f"{url}khong-co/", 404)


def test_a_policy_is_written_with_rates_and_money():
    one, _ = staff()
    office = signed_in(one)
    data = {
        "title": "Thưởng 2026",
        "document": "NQ 1",
        "document_on": "20/12/2025",
        "from_on": "01/01/2026",
        "until_on": "31/12/2026",
        "claim_days": "90",
        "pays_difference": "on",
        "over_budget": "wait",
        "papers": "Giấy đề nghị\n\nQuyết định",
        "rate_3_first": "10.000.000",
    }
    answer = office.post(f"{LIST}chinh-sach/moi/", {**data, "rate_3_first": ""})
    assert "ít nhất một mức" in answer.content.decode() and "Thưởng 2026" in answer.content.decode()
    url = office.post(f"{LIST}chinh-sach/moi/", data)["Location"]
    policy = Policy.objects.get()
    assert policy.papers == ["Giấy đề nghị", "Quyết định"] and policy.rates.get().amount == 10_000_000
    office.post(f"{url}kinh-phi/", {"year": "2026", "cap": "50.000.000", "document": "QĐ 3"})
    assert "50.000.000" in text(office, url) and "50.000.000" in text(
        signed_in(owner_of(recognised()[0])), url
    )


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_pages_cost_the_same_for_three_and_for_many():
    one, two = staff()
    policy = make_policy(one)
    office = signed_in(two)
    filed = [make_claim(policy, *recognised(f"Mật ong {n}")) for n in range(3)]
    recognised("Chè 0")
    claims.check(claim=filed[0], papers=PAPERS, by=one, at=AT)
    urls = (
        LIST,
        f"{LIST}khoan-chua-de-nghi/",
        filed[0].get_absolute_url(),
        f"{LIST}xuat/",
        policy.get_absolute_url(),
    )
    few = [count(office, url) for url in urls]
    for n in range(3, 33):
        claim = make_claim(policy, *recognised(f"Mật ong {n}"))
        if n % 2:
            claims.check(claim=claim, papers=PAPERS, by=one, at=AT)
        recognised(f"Chè {n}")
    assert [count(office, url) for url in urls] == few and max(few) <= 20, few


def test_sheet_and_indicators_tell_the_rows():
    one, two = staff()
    policy = make_policy(one)
    paid, waiting = (make_claim(policy, *recognised(name)) for name in ("Mật ong", "Chè"))
    claims.check(claim=paid, papers=PAPERS, by=one, at=AT)
    claims.approve(claim=paid, document="QĐ", by=two, at=AT)
    claims.record_payment(claim=paid, paid_on=DAY, document="UNC 9", by=one, at=AT)
    content = signed_in(one).get(f"{LIST}xuat/?q=mat").content
    cells = str(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python())
    assert paid.code in cells and "UNC 9" in cells and waiting.code not in cells

    unit = make_units()["01"]
    now, later = scope_of(unit, DAY), scope_of(unit, DAY + timedelta(days=31))
    assert (
        figure(now, "support_claims_paid").value
        == 1
        == rows_of(indicator("support_claims_paid"), now).count()
    )
    assert figure(now, "support_sum_paid").value == 10_000_000
    assert [figure(one, "support_waiting_long").value for one in (now, later)] == [0, 1]
