"""Who becomes a verified buyer, and who may change that."""

from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.producers.identifiers import check_digit_ok, tax_code_complaint
from ocop.trade.models import Buyer, BuyerSeat
from ocop.trade.policies.sides import check_manages

ENDED = ("refused", "withdrawn")


def check_application(data: dict[str, Any], papers: int, *, by: Acting) -> None:
    """One running application for a tax code and for a person; at least one paper that shows who it is."""
    if by.person is None:
        raise PermissionRefused("Hãy đăng nhập trước khi đăng ký nhà phân phối.", code="buyer.nobody")
    if complaint := tax_code_complaint(data["tax_code"]):
        raise RuleBroken(complaint, code="buyer.tax_code", field="tax_code")
    if not check_digit_ok(data["tax_code"]):
        raise RuleBroken(
            "Mã số thuế này sai một chữ số nào đó; hãy đối chiếu với giấy đăng ký doanh nghiệp.",
            code="buyer.tax_code",
            field="tax_code",
        )
    running = Buyer.objects.exclude(state__in=ENDED)
    if running.filter(tax_code=data["tax_code"]).exists():
        raise RuleBroken(
            "Mã số thuế này đã đăng ký. Hãy nhờ người đang đại diện nhà phân phối ấy, hoặc hỏi cơ quan tham mưu cấp tỉnh.",
            code="buyer.twice",
            field="tax_code",
        )
    if BuyerSeat.objects.filter(person=by.person, ended_at=None).exclude(buyer__state__in=ENDED).exists():
        raise RuleBroken("Ông/bà đã đại diện một nhà phân phối; mỗi người một nhà.", code="buyer.seat")
    if data["unit"].level != "province":
        raise RuleBroken("Hãy chọn tỉnh, thành phố nơi đặt trụ sở.", code="buyer.unit", field="unit")
    if papers < 1:
        raise RuleBroken(
            "Hãy gửi ít nhất một giấy tờ cho thấy pháp nhân: giấy đăng ký doanh nghiệp hoặc quyết định thành lập.",
            code="buyer.papers",
            field="papers",
        )


def check_can_move(buyer: Buyer, name: str, *, by: Acting) -> None:
    """Offices decide about others, never about themselves; a buyer may only withdraw."""
    if name == "withdraw" and by.buyer_id == buyer.pk:
        check_move(buyer, name, by=by)
        return
    if (
        name == "withdraw"
        and by.person is not None
        and buyer.seats.filter(person=by.person, ended_at=None).exists()
    ):
        check_move(buyer, name, by=by)
        return
    check_manages(buyer.unit.key, by=by)
    check_move(buyer, name, by=by)
    if by.person is not None and buyer.seats.filter(person=by.person, ended_at=None).exists():
        raise PermissionRefused(
            "Ông/bà đại diện chính nhà phân phối này; người khác của cơ quan phải xác minh.",
            code="buyer.self",
        )
