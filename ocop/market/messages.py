"""Notices of this app, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "shelf.lapsed": Message(
        "{product}: không được bày là OCOP ở {about} nữa",
        "Sản phẩm {why}. Đã tự ra khỏi danh sách công khai của điểm; hãy bỏ khỏi kệ OCOP và gỡ sao.",
        ("product", "why"),
        phone=True,
    ),
    "stall.lapsed": Message(
        "{product}: không mang tới {event} được nữa",
        "Sản phẩm {why} vào ngày của sự kiện. Đã tự ra khỏi danh sách hàng của gian; hãy thay bằng sản phẩm khác.",
        ("product", "why", "event"),
        phone=True,
    ),
    "stall.decided": Message(
        "{event}: {answer}",
        "Cơ quan tổ chức trả lời đăng ký gian hàng. Ghi chú: {reason}.",
        ("event", "answer", "reason"),
    ),
    "stall.withdrawn": Message(
        "{producer} rút đăng ký gian hàng", "Gian và số gian đã trống; xem danh sách chờ.", ("producer",)
    ),
    "event.cancelled": Message("Hủy sự kiện: {about}", "Lý do: {reason}", ("reason",)),
}
VERBS = {
    "point.created": "Lập điểm bán",
    "point.edited": "Sửa thông tin điểm bán",
    "point.operator_named": "Cử người vận hành",
    "point.operator_ended": "Thôi người vận hành",
    "point.photo_added": "Thêm ảnh điểm bán",
    "point.photo_removed": "Bỏ ảnh điểm bán",
    "point.shelf_added": "Thêm hàng lên kệ",
    "point.shelf_removed": "Bỏ hàng khỏi kệ",
    "point.shelf_lapsed": "Báo hàng hết hiệu lực trên kệ",
    "point.reported": "Báo số liệu tháng",
    "event.created": "Lập sự kiện",
    "event.edited": "Sửa sự kiện",
    "event.costs": "Ghi kinh phí sự kiện",
    "stall.registered": "Đăng ký gian hàng",
    "stall.goods": "Ghi hàng của gian",
    "stall.numbered": "Giao số gian",
    "stall.staff": "Ghi người đứng gian",
    "stall.result": "Báo kết quả của gian",
    "stall.lapsed": "Báo hàng hết hiệu lực của gian",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
