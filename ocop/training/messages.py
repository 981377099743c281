"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "training.seated": Message(
        "{name} đã có chỗ: {about}", "Một chỗ vừa trống nên {name} được xếp vào lớp.", ("name",)
    ),
    "training.cancelled": Message("Lớp đã hủy: {about}", "Lý do: {reason}", ("reason",)),
}
VERBS = {
    "training.plan": "Lập lớp",
    "training.edit": "Sửa lớp",
    "training.session": "Thêm buổi",
    "training.session_removed": "Bỏ buổi không tổ chức",
    "training.enrol": "Ghi danh",
    "training.withdraw": "Rút khỏi lớp",
    "training.present": "Ghi có mặt",
    "training.absent": "Bỏ ghi có mặt",
    "training.certify": "Cấp giấy chứng nhận tham dự",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
