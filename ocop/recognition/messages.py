"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "decision.for_signature": Message("{about} chờ ký", "{title}", ("title",)),
    "decision.refused": Message("{about} bị trả lại, không ký", "Lý do: {reason}", ("reason",)),
}
VERBS = {
    "decision.draft": "Soạn dự thảo quyết định",
    "decision.edit": "Sửa dự thảo quyết định",
    "decision.line": "Sửa một dòng phụ lục",
    "decision.signature_refused": "Tệp đã ký không được nhận",
    "decision.scan": "Nộp bản quét đã ký",
    "decision.scan_confirmed": "Xác nhận bản quét",
    "certificate.issue": "Cấp giấy chứng nhận",
    "certificate.seal": "Ký số giấy chứng nhận",
    "certificate.suspend": "Tạm dừng giấy chứng nhận",
    "certificate.resume": "Bỏ tạm dừng giấy chứng nhận",
    "revocation.propose": "Đề nghị thu hồi giấy chứng nhận",
    "history.import": "Nhập dữ liệu cũ",
    "review.settle": "Xử lý dữ liệu cũ",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
