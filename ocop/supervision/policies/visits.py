"""Who may plan, start, fill in and conclude a check on the spot, and what it must hold."""

from datetime import date, datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.products.models import Product
from ocop.recognition.policies.interests import check_not_own
from ocop.supervision.models import InspectionPlan, Visit
from ocop.supervision.queries.checklists import checklist

LONGEST_NOTE = 2000
MOST_PHOTOS = 20
LAB_STATES = ("working", "submitted")


def check_can_plan(product: Product, *, by: Acting) -> None:
    check_permission(by, Permission.SUPERVISE)
    if not Product.objects.visible_to(by).filter(pk=product.pk).exists() or by.party_id:
        raise PermissionRefused("Sản phẩm này không thuộc địa bàn của ông/bà.", code="visit.scope")
    if product.visits.filter(state__in=("planned", "working"), plan=None).exists():
        raise RuleBroken(
            "Sản phẩm này đã có một cuộc kiểm tra chưa xong; hãy dùng cuộc đó.", code="visit.open"
        )


def check_plan_move(plan: InspectionPlan, move: str, *, by: Acting) -> None:
    check_move(plan, move, by=by)
    check_unit(by, plan.unit_id, what="kế hoạch này")
    if move == "close" and plan.visits.filter(state__in=("planned", "working")).exists():
        raise RuleBroken(
            "Còn cuộc kiểm tra chưa xong; hãy làm xong hoặc hủy kèm lý do rồi mới kết thúc kế hoạch.",
            code="inspection_plan.open",
        )


def check_can_start(visit: Visit, *, by: Acting) -> None:
    check_move(visit, "start", by=by)
    check_not_own(by, [visit.product.producer_id])
    if visit.plan and visit.plan.state != "given":
        raise RuleBroken("Kế hoạch này chưa được giao nên chưa kiểm tra được.", code="visit.plan")


def check_can_cancel(visit: Visit, *, by: Acting) -> None:
    check_move(visit, "cancel", by=by)
    check_unit(by, visit.unit_id, what="cuộc kiểm tra này")


def check_can_fill(visit: Visit, *, by: Acting) -> None:
    check_permission(by, Permission.INSPECT)
    if visit.state != "working":
        raise RuleBroken(
            f"Cuộc kiểm tra này {visit.state_label.lower()}, không ghi thêm được.", code="visit.closed"
        )
    if by.person and visit.inspector_id != by.person.pk:
        raise PermissionRefused(
            "Cuộc kiểm tra này do người khác đang làm; chỉ người đó ghi kết quả.", code="visit.other"
        )


def check_result(visit: Visit, visited_on: date, *, at: datetime) -> None:
    """Every item answered, every fault in words, a day that can be."""
    if visited_on > local_date(at):
        raise RuleBroken("Ngày kiểm tra không thể sau hôm nay.", code="visit.future", field="visited_on")
    if visited_on < local_date(visit.created_at):
        raise RuleBroken(
            f"Cuộc kiểm tra lập ngày {local_date(visit.created_at):%d/%m/%Y}; ngày kiểm tra không thể trước đó.",
            code="visit.early",
            field="visited_on",
        )
    values = {one.item: one for one in visit.answers.all()}
    items = checklist(visit)
    missing = [item.words for item in items if item.code not in values or not values[item.code].value]
    if missing:
        raise RuleBroken(f"Còn {len(missing)} mục chưa có kết quả.", code="visit.missing", details=missing)
    mute = [
        item.words
        for item in items
        if values[item.code].value == "bad" and not _note(values.get(f"note:{item.code}"))
    ]
    if mute:
        raise RuleBroken(
            "Mỗi mục không đạt phải ghi thấy gì; chủ thể sẽ khắc phục theo lời đó.",
            code="visit.words",
            details=mute,
        )


def _note(answer: object) -> str:
    return answer.note.strip() if answer is not None else ""  # type: ignore[attr-defined]


def check_can_add_lab(visit: Visit, data: dict, *, by: Acting, at: datetime) -> None:  # type: ignore[type-arg]
    check_permission(by, Permission.INSPECT)
    if visit.state not in LAB_STATES:
        raise RuleBroken("Chỉ ghi kết quả mẫu của cuộc đã bắt đầu.", code="lab.state")
    check_taken(data["taken_on"], at=at)
    if visit.lab_results.filter(sample=data["sample"], parameter=data["parameter"]).exists():
        raise RuleBroken(
            "Chỉ tiêu này của mẫu này đã có kết quả; kết quả không sửa được, hãy ghi mẫu mới.",
            code="lab.twice",
            field="parameter",
        )


def check_taken(taken_on: date, *, at: datetime) -> None:
    if taken_on > local_date(at):
        raise RuleBroken("Ngày lấy mẫu không thể sau hôm nay.", code="lab.future", field="taken_on")
