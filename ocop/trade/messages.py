"""Notices of trade, and what its events are called."""

from ocop.audit import verbs
from ocop.notify.catalogue import Message, register

MESSAGES = {
    "buyer.applied": Message("Nhà phân phối mới chờ xác minh: {about}", "Mở để xem giấy tờ và xác minh."),
    "buyer.moved": Message("Nhà phân phối {about} {state}", "{words}", ("state", "words")),
    "deal.opened": Message("{who} muốn trao đổi: {about}", "Mở để trả lời.", ("who",)),
    "deal.moved": Message("{about}: {state}", "{words}", ("state", "words")),
    "deal.confirmed": Message("Bên kia đã xác nhận {about}"),
    "deal.follow_up": Message("Đến hẹn xem lại {about}", "{note}", ("note",)),
    "deal.lapsed": Message(
        "{product} trong {about} không còn được bán với sao OCOP",
        "Công nhận đã hết hạn, tạm dừng hoặc bị thu hồi. Hai bên hãy xem lại đơn hàng, nhãn và kệ hàng.",
        ("product",),
        phone=True,
    ),
    "conference.publish": Message("Lịch gặp tại {about} đã có", "Mở để xem giờ gặp của mình."),
    "conference.cancel": Message("{about} bị hủy", "Lý do: {words}", ("words",)),
}
VERBS = {
    "buyer.applied": "Đăng ký nhà phân phối",
    "buyer.edited": "Sửa thông tin nhà phân phối",
    "offer.saved": "Ghi phiếu chào hàng",
    "offer.withdrawn": "Rút phiếu chào hàng",
    "need.posted": "Đăng nhu cầu mua",
    "conference.made": "Lập hội nghị kết nối",
    "conference.invited": "Mời dự hội nghị",
    "conference.dropped": "Bỏ khỏi danh sách dự",
    "conference.wished": "Ghi nguyện vọng gặp",
    "conference.planned": "Xếp lịch gặp",
    "conference.put": "Thêm cuộc gặp",
    "conference.shifted": "Đổi giờ cuộc gặp",
    "conference.taken_out": "Bỏ cuộc gặp",
    "conference.outcome": "Ghi kết quả cuộc gặp",
    "deal.opened": "Mở giao dịch",
    "deal.confirmed": "Xác nhận văn bản đã ký",
    "deal.planned": "Hẹn xem lại giao dịch",
    "listing.added": "Khai kênh bán",
    "listing.ended": "Thôi bán ở kênh",
    "listing.verified": "Xác nhận đã xem trang bán",
    "listing.papers": "Ghi giấy tờ xuất khẩu đã có",
    "listing.reported": "Báo số bán của tháng",
}


def install() -> None:
    for key, message in MESSAGES.items():
        register(key, message)
    verbs.register(VERBS)
