"""What the events of this app are called."""

from ocop.audit import verbs

VERBS = {
    "village.add": "Thêm làng nghề",
    "village.edit": "Sửa làng nghề",
    "village.link": "Gắn chủ thể với làng nghề",
    "village.unlink": "Gỡ chủ thể khỏi làng nghề",
    "village.artisan": "Ghi nghệ nhân",
    "mark.add": "Thêm chỉ dẫn địa lý, nhãn hiệu",
    "mark.use": "Cho sản phẩm dùng nhãn hiệu",
    "mark.use_ended": "Thôi cho dùng nhãn hiệu",
    "tourism.point": "Ghi điểm du lịch",
    "tourism.route": "Lập tuyến du lịch",
    "chain.start": "Lập chuỗi giá trị",
    "chain.contract": "Thêm hợp đồng của chuỗi",
    "chain.contract_ended": "Kết thúc hợp đồng của chuỗi",
    "chain.end": "Kết thúc chuỗi",
}


def install() -> None:
    verbs.register(VERBS)
