"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "misuse.reported": Message(
        "Tin báo vi phạm mới: {about}", "{kind}. Mở vụ việc để xem và xác minh.", ("kind",)
    ),
    "misuse.handed_up": Message("{unit} chuyển lên vụ việc {about}", "Hãy xem và xác minh tiếp.", ("unit",)),
}
VERBS = {
    "misuse.report": "Nhận tin báo vi phạm",
    "misuse.photo": "Nhận ảnh của tin báo vi phạm",
    "misuse.hand_up": "Chuyển vụ việc lên cấp trên",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
