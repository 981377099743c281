"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "plan.tasks_soon": Message(
        "{count} nhiệm vụ sắp đến hạn: {about}",
        "Đến hạn trong {days} ngày: {first}.",
        ("count", "days", "first"),
    ),
    "plan.tasks_late": Message(
        "{count} nhiệm vụ quá hạn: {about}",
        "Quá hạn: {first}. Hãy ghi tiến độ hoặc điều chỉnh kế hoạch.",
        ("count", "first"),
    ),
    "plan.issued_above": Message(
        "{unit} đã ban hành kế hoạch: {about}",
        "Số {number}. Hãy lập kế hoạch của đơn vị mình.",
        ("unit", "number"),
    ),
}
VERBS = {
    "plan.created": "Lập kế hoạch",
    "plan.edited": "Sửa thông tin chung của kế hoạch",
    "plan.amended": "Lập bản điều chỉnh",
    "plan.item_added": "Thêm một mục vào kế hoạch",
    "plan.item_changed": "Sửa một mục của kế hoạch",
    "plan.item_removed": "Bỏ một mục khỏi kế hoạch",
    "plan.progress": "Ghi tiến độ nhiệm vụ",
    "plan.money": "Ghi cam kết chi, đã chi",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
