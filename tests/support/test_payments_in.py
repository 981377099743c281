"""Payments from the treasury's sheet: each row with its verdict, all or nothing, unchanged the second time."""

from typing import Any

import pytest
from django.urls import reverse

from ocop.core.permissions import Role
from ocop.support.actions import claims
from ocop.support.models import Claim
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.places import make_units
from tests.factories.sheets import upload
from tests.factories.support import PAPERS, make_claim, make_policy, recognised, staff

pytestmark = pytest.mark.django_db
HEADS = ["Mã đề nghị", "Ngày chi", "Chứng từ chi"]
START = reverse("support:chi-ho-tro-intake")


def approved(one, two, policy, name: str) -> Claim:
    claim = make_claim(policy, *recognised(name))
    claims.check(claim=claim, papers=PAPERS, by=one, at=AT)
    return claims.approve(claim=claim, document="QĐ", by=two, at=AT)


def send(client, rows: list[list[Any]]):
    preview = client.post(START, {"upload": upload([HEADS, *rows])}, follow=True)
    return preview, client.post(preview.request["PATH_INFO"], {}, follow=True)


def test_payments_are_recorded_from_a_sheet_and_once():
    one, two = staff()
    policy = make_policy(one)
    paid = [approved(one, two, policy, name) for name in ("Mật ong", "Chè")]
    rows = [[claim.code, f"{DAY:%d/%m/%Y}", f"UNC {n}"] for n, claim in enumerate(paid, 1)]
    send(signed_in(two), rows)
    assert set(Claim.objects.values_list("state", "paid_document")) == {("paid", "UNC 1"), ("paid", "UNC 2")}
    send(signed_in(two), rows)
    changed = [[paid[0].code, f"{DAY:%d/%m/%Y}", "UNC 9"]]
    preview, _ = send(signed_in(two), changed)
    assert "đã ghi chi ngày 02/11/2026; không ghi lần nữa" in preview.content.decode()
    assert Claim.objects.get(pk=paid[0].pk).paid_document == "UNC 1"


def test_rows_that_break_a_rule_stop_all_with_their_sentence():
    one, two = staff()
    policy = make_policy(one)
    good, filed = approved(one, two, policy, "Mật ong"), make_claim(policy, *recognised("Chè"))
    rows = [
        [good.code, "02/11/2026", "UNC 1"],
        [filed.code, "02/11/2026", "UNC 2"],
        ["DN-KHONGCO1", "02/11/2026", "UNC 3"],
    ]
    preview, _ = send(signed_in(two), rows)
    page = preview.content.decode()
    assert "chỉ làm được khi" in page and "Không có đề nghị này" in page
    assert not Claim.objects.filter(state="paid").exists()
    assert signed_in(act(Role.MEMBER, make_units()["01"])).get(START).status_code == 403
