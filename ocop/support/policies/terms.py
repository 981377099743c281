"""Who may write a policy and its budget, and what they must say."""

from datetime import date
from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.core.templatetags.ocop import money
from ocop.support.models import Policy
from ocop.support.queries.money import purse

MOST = 10**12  # đồng; a rate beyond is a slip of the keyboard


def check_can_create(data: dict[str, Any], rates: dict[tuple[int, str], int], *, by: Acting) -> None:
    check_permission(by, Permission.SUPPORT_MANAGE)
    if by.unit is None:
        raise RuleBroken("Hãy chọn vai trò của một cơ quan trước khi lập chính sách.", code="policy.unit")
    if data["until_on"] < data["from_on"]:
        raise RuleBroken("Ngày cuối phải sau ngày đầu.", code="policy.days", field="until_on")
    if not any(rates.values()):
        raise RuleBroken("Hãy ghi ít nhất một mức chi lớn hơn 0.", code="policy.rates")
    if max(rates.values()) > MOST:
        raise RuleBroken("Mức chi quá lớn; hãy ghi bằng đồng.", code="policy.rate.large")
    twin = _overlapping(by.unit.pk, data["from_on"], data["until_on"], {key for key, n in rates.items() if n})
    if twin:
        raise RuleBroken(
            f"“{twin}” đã quy định mức này cho các ngày đó (đến hết {twin.until_on:%d/%m/%Y}); "
            "hãy kết thúc chính sách cũ hoặc chọn ngày khác.",
            code="policy.overlap",
            field="from_on",
        )


def _overlapping(payer: int, from_on: date, until_on: date, keys: set[tuple[int, str]]) -> Policy | None:
    for one in Policy.objects.filter(
        payer=payer, ended_at=None, from_on__lte=until_on, until_on__gte=from_on
    ).prefetch_related("rates"):
        if keys & {(rate.stars, rate.occasion) for rate in one.rates.all()}:
            return one
    return None


def check_can_manage(policy: Policy, *, by: Acting) -> None:
    check_permission(by, Permission.SUPPORT_MANAGE)
    check_unit(by, policy.payer_id, what="chính sách này")


def check_can_end(policy: Policy, *, by: Acting) -> None:
    check_can_manage(policy, by=by)
    if policy.ended_at:
        raise RuleBroken("Chính sách này đã kết thúc.", code="policy.ended")


def check_can_budget(policy: Policy, year: int, cap: int, document: str, *, by: Acting) -> None:
    check_can_manage(policy, by=by)
    if not document.strip():
        raise RuleBroken("Hãy ghi quyết định giao kinh phí.", code="budget.document", field="document")
    found = purse(policy, year)
    if cap < found.approved + found.paid:
        raise RuleBroken(
            f"Năm {year} đã duyệt và chi {money(found.approved + found.paid)}; mức kinh phí không thể thấp hơn.",
            code="budget.taken",
            field="cap",
        )
