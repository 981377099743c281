"""What keeps a claim from being paid, each with its sentence; and who may take which step."""

from datetime import date, datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.core.templatetags.ocop import money
from ocop.products.models import Product
from ocop.support.enums import OverBudget
from ocop.support.models import Claim, Policy
from ocop.support.queries.awards import Earned
from ocop.support.queries.money import purse


def check_may_file(product: Product, *, by: Acting) -> None:
    """The producer for itself; an office for a producer of its place."""
    check_permission(by, Permission.SUPPORT_CLAIM)
    if not Product.objects.visible_to(by).filter(pk=product.pk).exists():
        raise PermissionRefused(
            "Sản phẩm này không thuộc chủ thể hoặc địa bàn của ông/bà.", code="claim.scope"
        )


def why_refused(found: Earned, *, revoked_on: date | None, at: datetime) -> str:
    """The sentence of the first rule that this claim breaks; empty when none. Checked in the order of finality."""
    entitlement, policy, on = found.entitlement, found.policy, local_date(at)
    if revoked_on and revoked_on <= on:
        return (
            f"Sao theo quyết định {found.decision} đã bị thu hồi ngày {revoked_on:%d/%m/%Y}; "
            "sao đã thu hồi không được hỗ trợ."
        )
    twin = Claim.objects.standing().filter(award_key=entitlement.award.key, payer=policy.payer).first()
    if twin:
        return (
            f"Quyết định {found.decision} đã có đề nghị {twin.code} ({twin.state_label.lower()}); "
            "mỗi quyết định chỉ được hỗ trợ một lần."
        )
    if on > entitlement.last_day:
        return (
            f"Đã quá hạn: đề nghị phải nộp đến hết {entitlement.last_day:%d/%m/%Y} "
            f"({policy.claim_days} ngày từ ngày quyết định)."
        )
    return over_budget(policy, on.year, entitlement.amount) if policy.over_budget == OverBudget.REFUSE else ""


def over_budget(policy: Policy, year: int, amount: int, *, complete: bool = False) -> str:
    """Whether the year's money is gone for that amount; everything complete before it counts as taken."""
    found = purse(policy, year)
    if found.left is None:
        return ""
    left = found.left if complete else found.left - sum_ahead(found.places)
    if amount <= left:
        return ""
    return f"Kinh phí năm {year} của “{policy}” còn {money(max(left, 0))}, đề nghị này cần {money(amount)}."


def sum_ahead(places: dict) -> int:  # type: ignore[type-arg]
    codes = list(places)
    return sum(Claim.objects.filter(code__in=codes).values_list("amount", flat=True)) if codes else 0


def check_payer(claim: Claim, *, by: Acting) -> None:
    if by.unit is None or by.unit.pk != claim.payer_id:
        raise PermissionRefused(
            f"Chính sách này do {claim.payer.full_name} chi; chỉ cơ quan đó kiểm tra, duyệt và ghi chi.",
            code="claim.payer",
        )


def check_can(claim: Claim, move: str, *, by: Acting) -> None:
    check_move(claim, move, by=by)
    if move in ("complete", "withdraw"):
        check_may_file(claim.product, by=by)
        return
    check_payer(claim, by=by)
    if move == "approve":
        check_can_approve(claim, by=by)


def check_can_approve(claim: Claim, *, by: Acting) -> None:
    """Two people, and the order of the queue."""
    if by.person and by.person.pk == claim.checked_by_id:
        raise RuleBroken(
            "Người đã kiểm tra giấy tờ không tự duyệt; cần người thứ hai của cơ quan.",
            code="claim.two_people",
        )
    found = purse(claim.policy, claim.budget_year)
    place = found.places.get(claim.code)
    if place is None or found.left is None:
        return
    if claim.amount > found.left and claim.policy.over_budget == OverBudget.WAIT:
        raise RuleBroken(
            f"Kinh phí năm {claim.budget_year} còn {money(found.left)}, đề nghị này cần {money(claim.amount)}; "
            "đề nghị chờ trong hàng đến khi có thêm kinh phí.",
            code="claim.budget",
        )
    if place.number > 1 and claim.amount <= found.left:
        first = min(found.places, key=lambda code: found.places[code].number)
        raise RuleBroken(
            f"Đề nghị {first} đủ giấy tờ trước; ai đủ giấy tờ trước được duyệt trước.", code="claim.order"
        )


def check_payment(claim: Claim, paid_on: date, document: str, *, at: datetime) -> None:
    if paid_on > local_date(at):
        raise RuleBroken("Ngày chi không thể sau hôm nay.", code="claim.paid.future", field="paid_on")
    if paid_on < claim.decided_on:
        raise RuleBroken(
            f"Ngày chi không thể trước ngày quyết định công nhận ({claim.decided_on:%d/%m/%Y}).",
            code="claim.paid.early",
            field="paid_on",
        )
    if not document.strip():
        raise RuleBroken("Hãy ghi số chứng từ chi.", code="claim.paid.document", field="document")
