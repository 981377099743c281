"""“Vì sao chưa”: for everything earned and not paid, one sentence that says where it hangs and who has it."""

from datetime import date, datetime

from ocop.core.clock import local_date
from ocop.core.templatetags.ocop import money
from ocop.support.models import Claim
from ocop.support.queries.awards import Earned
from ocop.support.queries.money import Purse, purse


def of_entitlement(one: Earned, on: date) -> str:
    """Nobody asked for it yet."""
    last = one.entitlement.last_day
    if on > last:
        return f"Không ai nộp đề nghị trong hạn (hết {last:%d/%m/%Y}); khoản này không còn được chi."
    return f"Chưa có đề nghị; nộp được đến hết {last:%d/%m/%Y} (còn {(last - on).days} ngày)."


def of_claim(claim: Claim, at: datetime, money_of: Purse | None = None) -> str:
    """Empty once it was paid. `money_of`: the purse, when many claims of one policy are told at once."""
    days = (local_date(at) - local_date(claim.state_at)).days
    if claim.state == "filed":
        return f"{claim.payer.full_name} chưa kiểm tra giấy tờ ({days} ngày kể từ khi nộp)."
    if claim.state == "incomplete":
        return f"Chủ thể còn phải bổ sung: {claim.reason} ({days} ngày)."
    if claim.state == "checked":
        return _in_queue(claim, days, money_of or purse(claim.policy, claim.budget_year))
    if claim.state == "approved":
        return f"Đã duyệt, chờ chi {days} ngày."
    if claim.state == "refused":
        return f"Đã từ chối: {claim.reason}"
    if claim.state == "withdrawn":
        return f"Chủ thể đã rút: {claim.reason}"
    return ""


def _in_queue(claim: Claim, days: int, found: Purse) -> str:
    place = found.places[claim.code]
    told = f"Đủ giấy tờ, đứng thứ {place.number} trong hàng chờ duyệt ({days} ngày)"
    if found.left is None:
        return f"{told}; năm {claim.budget_year} chưa giao mức kinh phí."
    if place.covered:
        return f"{told}; kinh phí đủ cho khoản này."
    return (
        f"{told}; kinh phí năm {claim.budget_year} còn {money(found.left)}, các đề nghị đứng trước cần "
        f"{money(place.ahead)}, khoản này cần {money(claim.amount)}: chờ thêm kinh phí."
    )


def of_claims(claims: list[Claim], at: datetime) -> list[str]:
    """The same for a page of claims; the purse of each policy and year is opened once."""
    purses: dict[tuple[int, int], Purse] = {}
    told = []
    for claim in claims:
        found = None
        if claim.state == "checked":
            key = (claim.policy_id, claim.budget_year)
            found = purses.get(key) or purses.setdefault(key, purse(claim.policy, claim.budget_year))
        told.append(of_claim(claim, at, found))
    return told
