"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "claim.filed": Message("Đề nghị hỗ trợ {about} chờ kiểm tra", "Hãy kiểm tra giấy tờ."),
    "claim.asked": Message("Đề nghị hỗ trợ {about} cần bổ sung giấy tờ", "{reason}", ("reason",), phone=True),
    "claim.approved": Message("Đề nghị hỗ trợ {about} đã được duyệt", "Sản phẩm {product}.", ("product",)),
    "claim.paid": Message("Đề nghị hỗ trợ {about} đã ghi là đã chi", "Sản phẩm {product}.", ("product",)),
    "claim.refused": Message("Đề nghị hỗ trợ {about} bị từ chối", "Lý do: {reason}", ("reason",)),
}
VERBS = {
    "claim.file": "Nộp đề nghị hỗ trợ",
    "claim.refused_at_once": "Nộp đề nghị, hệ thống từ chối ngay",
    "support.policy": "Lập chính sách hỗ trợ",
    "support.policy_end": "Kết thúc sớm chính sách hỗ trợ",
    "support.budget": "Giao kinh phí hỗ trợ",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
