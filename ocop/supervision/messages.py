"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "misuse.reported": Message(
        "Tin báo vi phạm mới: {about}", "{kind}. Mở vụ việc để xem và xác minh.", ("kind",)
    ),
    "misuse.handed_up": Message("{unit} chuyển lên vụ việc {about}", "Hãy xem và xác minh tiếp.", ("unit",)),
    "inspection.given": Message("{about} đã giao", "Mở kế hoạch để xem các cuộc kiểm tra."),
    "inspection.asked": Message("Cần kiểm tra {product}", "Cuộc kiểm tra {about}.", ("product",)),
    "inspection.done": Message(
        "Kết quả kiểm tra {about}", "Số lỗi cần khắc phục: {findings}.", ("findings",)
    ),
    "finding.answered": Message("Chủ thể báo đã khắc phục lỗi {about}", "Hãy xác nhận."),
    "finding.accepted": Message("Lỗi {about} đã được xác nhận khắc phục"),
    "finding.rejected": Message(
        "Lỗi {about} chưa khắc phục xong", "Lý do: {reason}", ("reason",), phone=True
    ),
    "finding.near": Message("Lỗi {about} sắp hết hạn khắc phục", "Hạn là {until}.", ("until",), phone=True),
    "finding.late": Message("Lỗi {about} đã quá hạn khắc phục", "Hạn là {until}.", ("until",), phone=True),
    "advice.given": Message("Kiến nghị {about}: {what}", "Mở kiến nghị để xem kết luận.", ("what",)),
    "periodic.near": Message(
        "Sắp đến hạn báo cáo định kỳ: {about}", "Hạn là {until}; khoảng 5 phút.", ("until",), phone=True
    ),
    "periodic.late": Message("Quá hạn báo cáo định kỳ: {about}", "Hạn là {until}.", ("until",), phone=True),
}
VERBS = {
    "misuse.report": "Nhận tin báo vi phạm",
    "misuse.photo": "Nhận ảnh của tin báo vi phạm",
    "misuse.hand_up": "Chuyển vụ việc lên cấp trên",
    "inspection_plan.draw": "Chọn và bốc thăm cuộc kiểm tra",
    "visit.plan": "Lập cuộc kiểm tra",
    "visit.photo": "Nhận ảnh tại chỗ",
    "visit.lab": "Ghi kết quả mẫu",
    "finding.write": "Ghi lỗi",
    "advice.give": "Kiến nghị",
    "period.open": "Mở kỳ báo cáo",
    "periodic.give": "Gửi báo cáo định kỳ",
    "periodic.correct": "Đính chính báo cáo định kỳ",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
