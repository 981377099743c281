"""What the council's people are told. Registered with the catalogue when the app starts."""

from ocop.notify.catalogue import Message, register

MESSAGES = {
    "session.convened": Message(
        "Mời họp: {about}",
        "Địa điểm: {place}. Trước khi chấm, mời ông/bà khai xung đột lợi ích cho toàn bộ chương trình.",
        ("place",),
    ),
    "session.changed": Message("Đổi giờ hoặc địa điểm: {about}", "Địa điểm: {place}.", ("place",)),
    "session.cancelled": Message("Hủy phiên họp: {about}"),
    "session.remind": Message(
        "Nhắc việc: {about}", "Ông/bà còn việc chưa làm trong phiên họp này: khai xung đột hoặc chấm điểm."
    ),
    "session.locked": Message(
        "Đã khóa kết quả: {about}", "Có thể lập báo cáo kết quả và dự thảo quyết định."
    ),
    "item.reopened": Message(
        "Mời chấm lại: {product}", "Hội đồng đã thảo luận vì điểm lệch quá mức. Phiên: {about}.", ("product",)
    ),
}


def register_all() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
