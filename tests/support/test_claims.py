"""Claims: paid once, in order, within the money; what is refused says why and is kept."""

from datetime import date, timedelta

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.recognition.models import Revocation
from ocop.support.actions import claims, terms
from ocop.support.checks import paid_once
from ocop.support.models import Claim
from ocop.support.queries.why import of_claim
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units
from tests.factories.recognition import make_certificate, make_office
from tests.factories.support import PAPERS, make_claim, make_policy, owner_of, recognised, staff

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def through(claim: Claim, one, two, *, pay: bool = True) -> Claim:
    claims.check(claim=claim, papers=PAPERS, by=one, at=AT)
    claim = claims.approve(claim=claim, document="QĐ 5/QĐ-SNN", by=two, at=AT)
    return claims.record_payment(claim=claim, paid_on=DAY, document="UNC 01", by=one, at=AT) if pay else claim


def test_from_the_decision_to_the_recorded_payment():
    one, two = staff()
    product, key = recognised()
    claim = make_claim(make_policy(one), product, key)
    assert (claim.state, claim.amount, claim.occasion) == ("filed", 10_000_000, "first")
    assert "chưa kiểm tra giấy tờ (1 ngày" in of_claim(claim, LATER)

    claim = through(claim, one, two)
    assert (claim.state, claim.paid_on, claim.paid_document) == ("paid", DAY, "UNC 01")
    assert of_claim(claim, LATER) == "" and paid_once().ok
    verbs = Event.objects.filter(about_type="support.claim").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["claim.file", "claim.check", "claim.approve", "claim.pay"]
    assert Notification.objects.filter(key="claim.paid").count() == 1


def test_a_second_claim_is_refused_with_its_reason_and_kept():
    one, _ = staff()
    product, key = recognised()
    policy, owner = make_policy(one), owner_of(product)
    first = make_claim(policy, product, key, owner)
    again = make_claim(policy, product, key, owner)

    assert again.state == "refused" and Claim.objects.count() == 2
    assert f"đã có đề nghị {first.code}" in again.reason and "chỉ được hỗ trợ một lần" in again.reason


def test_a_claim_after_its_last_day_is_refused_and_kept():
    one, _ = staff()
    product, key = recognised()
    policy = make_policy(one)
    late = make_claim(policy, product, key, at=AT + timedelta(days=60))
    assert late.state == "refused" and "Đã quá hạn: đề nghị phải nộp đến hết 14/12/2026" in late.reason
    assert make_claim(policy, product, key).state == "filed"


def test_past_the_money_is_refused_and_kept_where_the_policy_says_so():
    one, _ = staff()
    policy = make_policy(one, over_budget="refuse")
    terms.set_budget(policy=policy, year=2026, cap=9_000_000, document="QĐ 9", by=one, at=AT)
    claim = make_claim(policy, *recognised())
    assert claim.state == "refused" and "còn 9.000.000" in claim.reason and "cần 10.000.000" in claim.reason


def revoke(certificate, on: date) -> None:
    Revocation.objects.create(
        certificate=certificate,
        ground="b",
        words="Không còn đạt.",
        concluded_on=on,
        concluded_by="Sở",
        due_on=on,
        proposed_at=AT,
        revoked_on=on,
        state="decided",
        state_at=AT,
    )


def test_revoked_stars_are_refused_also_when_revoked_after_the_approval(demo_keys):
    office = make_office()
    certificate = make_certificate(office)
    one, two = office.drafter, office.publisher
    policy = make_policy(one, {(4, "first"): 5_000_000})
    key, product = f"c{certificate.pk}", certificate.product
    approved = through(make_claim(policy, product, key), one, two, pay=False)
    assert approved.state == "approved"
    revoke(certificate, DAY)

    bounced = claims.record_payment(claim=approved, paid_on=DAY, document="UNC 2", by=one, at=AT)
    assert bounced.state == "refused" and "đã bị thu hồi ngày 02/11/2026" in bounced.reason
    again = make_claim(policy, product, key)
    assert again.state == "refused" and "sao đã thu hồi không được hỗ trợ" in again.reason


def test_two_people_check_and_approve_and_papers_are_complete():
    one, two = staff()
    claim = make_claim(make_policy(one), *recognised())
    with pytest.raises(RuleBroken, match="Còn thiếu giấy tờ") as refusal:
        claims.check(claim=claim, papers=PAPERS[:1], by=one, at=AT)
    assert refusal.value.details == ["Giấy đề nghị"]
    claims.check(claim=claim, papers=PAPERS, by=one, at=AT)
    with pytest.raises(RuleBroken, match="cần người thứ hai"):
        claims.approve(claim=claim, document="QĐ 5", by=one, at=AT)
    assert claims.approve(claim=claim, document="QĐ 5", by=two, at=AT).state == "approved"


def test_first_complete_first_paid_and_nobody_overtakes():
    one, two = staff()
    policy = make_policy(one)
    terms.set_budget(policy=policy, year=2026, cap=15_000_000, document="QĐ 9", by=one, at=AT)
    early, late = (make_claim(policy, *recognised(name)) for name in ("Mật ong", "Chè"))
    claims.check(claim=late, papers=PAPERS, by=one, at=AT + timedelta(hours=2))
    claims.check(claim=early, papers=PAPERS, by=one, at=AT + timedelta(hours=1))
    with pytest.raises(RuleBroken, match=f"{early.code} đủ giấy tờ trước"):
        claims.approve(claim=late, document="QĐ", by=two, at=LATER)
    claims.approve(claim=early, document="QĐ", by=two, at=LATER)
    with pytest.raises(RuleBroken, match="còn 5.000.000.*chờ trong hàng"):
        claims.approve(claim=late, document="QĐ", by=two, at=LATER)
    late.refresh_from_db()
    assert late.state == "checked" and "chờ thêm kinh phí" in of_claim(late, LATER)

    terms.set_budget(policy=policy, year=2026, cap=20_000_000, document="QĐ 10", by=one, at=LATER)
    assert claims.approve(claim=late, document="QĐ", by=two, at=LATER).state == "approved" and paid_once().ok


def test_missing_papers_go_back_and_come_again():
    one, _ = staff()
    product, key = recognised()
    owner = owner_of(product)
    claim = make_claim(make_policy(one), product, key, owner)
    claim = claims.ask(claim=claim, reason="Giấy đề nghị chưa ký", by=one, at=AT)
    assert "còn phải bổ sung: Giấy đề nghị chưa ký" in of_claim(claim, LATER)
    assert Notification.objects.get(key="claim.asked").person == owner.person
    assert claims.complete(claim=claim, note="Đã ký", by=owner, at=LATER).state == "filed"


def test_other_offices_neither_check_nor_pay_and_strangers_do_not_file():
    one, _ = staff()
    product, key = recognised()
    policy = make_policy(one)
    claim = make_claim(policy, product, key)
    commune = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    with pytest.raises(PermissionRefused, match="do thành phố Hà Nội chi|chỉ cơ quan đó"):
        claims.check(claim=claim, papers=PAPERS, by=commune, at=AT)
    stranger = act(Role.COMMUNE_OFFICER, make_units()["01290"])
    with pytest.raises(PermissionRefused, match="không thuộc chủ thể hoặc địa bàn"):
        make_claim(policy, product, key, stranger)
    assert make_claim(policy, product, key, commune).state == "refused"  # the twin, kept
    with pytest.raises(RuleBroken, match="không có khoản hỗ trợ nào"):
        make_claim(policy, product, "h999999", commune)


@pytest.mark.parametrize(
    ("paid_on", "document", "words"),
    [
        (DAY + timedelta(days=1), "UNC", "sau hôm nay"),
        (date(2026, 9, 14), "UNC", "trước ngày quyết định"),
        (DAY, " ", "chứng từ chi"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(paid_on, document, words):
    one, two = staff()
    claim = through(make_claim(make_policy(one), *recognised()), one, two, pay=False)
    with pytest.raises(RuleBroken, match=words):
        claims.record_payment(claim=claim, paid_on=paid_on, document=document, by=one, at=AT)


def test_an_upgrade_is_claimed_with_the_difference():
    one, _ = staff()
    policy = make_policy(one)
    recognised(decision_no="1")
    product, key = recognised(stars="4", decision_date="2026-10-20", decision_no="2")
    claim = make_claim(policy, product, key)
    assert (claim.occasion, claim.amount, claim.deducted) == ("upgrade", 15_000_000, 10_000_000)


def test_policies_do_not_overlap_and_caps_hold_what_is_taken():
    one, two = staff()
    policy = make_policy(one)
    with pytest.raises(RuleBroken, match="đã quy định mức này"):
        make_policy(one, {(3, "first"): 1})
    make_policy(one, {(5, "first"): 1})
    with pytest.raises(RuleBroken, match="ít nhất một mức"):
        make_policy(one, {(3, "keep"): 0})
    through(make_claim(policy, *recognised()), one, two)
    with pytest.raises(RuleBroken, match="không thể thấp hơn"):
        terms.set_budget(policy=policy, year=2026, cap=1, document="QĐ", by=one, at=AT)
    ended = terms.end_policy(policy=policy, last_day=DAY, reason="Hết tiền", by=one, at=AT)
    assert ended.until_on == DAY
    with pytest.raises(PermissionRefused, match="đơn vị khác"):
        terms.end_policy(policy=policy, last_day=DAY, reason="x", by=staff("09556")[0], at=AT)
