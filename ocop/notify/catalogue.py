"""Every message the system sends, with the placeholders it may use. Nothing else is ever filled in.

`{about}` is the record's name, always there; the others are given by the caller. Only messages marked `phone` may go to
telephones (SMS, Zalo): what needs an answer within days.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Message:
    """`allowed`: the placeholders beyond {about}. A missing one is an error of the caller, found by tests."""

    title: str
    text: str = ""
    allowed: tuple[str, ...] = ()
    phone: bool = False

    def filled(self, about: str, context: Mapping[str, Any]) -> tuple[str, str]:
        strange = sorted(set(context) - set(self.allowed))
        if strange:
            raise ValueError(f"placeholders not allowed: {', '.join(strange)}")
        values = {"about": about, **{name: str(value) for name, value in context.items()}}
        return self.title.format_map(values), self.text.format_map(values)

    def placeholders(self) -> set[str]:
        text = f"{self.title} {self.text}"
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}


MESSAGES: dict[str, Message] = {
    # the producer's dossier
    "dossier.received": Message(
        "Đã nhận hồ sơ {about}", "Biên nhận có danh sách giấy tờ, dung lượng và mã kiểm tra.", ()
    ),
    "dossier.submitted": Message(
        "Hồ sơ mới nộp: {about}", "Bản thứ {version}. Hãy tiếp nhận để bắt đầu tính thời hạn.", ("version",)
    ),
    "dossier.offered": Message(
        "Cán bộ xã đã lập giúp hồ sơ {about}", "Mời ông/bà đọc lại rồi xác nhận hoặc ghi chỗ cần sửa."
    ),
    "dossier.declined": Message("Chủ thể chưa đồng ý hồ sơ {about}", "Lý do: {reason}", ("reason",)),
    "dossier.withdrawn": Message("Chủ thể đã rút hồ sơ {about}", "Lý do: {reason}", ("reason",)),
    "dossier.completed": Message("Chủ thể đã bổ sung hồ sơ {about}", "Bản thứ {version}.", ("version",)),
    # what offices tell
    "dossier.accepted": Message("Xã đã tiếp nhận hồ sơ {about}", "Phiếu số {receipt}.", ("receipt",)),
    "dossier.returned": Message(
        "Hồ sơ {about} cần bổ sung",
        "Có {items} mục cần sửa, mỗi mục có lý do. Chỉ cần trả lời các mục đó.",
        ("items",),
        phone=True,
    ),
    "dossier.asked": Message(
        "Tỉnh yêu cầu bổ sung hồ sơ {about}",
        "Có {items} mục cần bổ sung, mỗi mục có lý do.",
        ("items",),
        phone=True,
    ),
    "dossier.forwarded": Message("Xã đã đề nghị hồ sơ {about} lên tỉnh"),
    "dossier.assigned": Message("Ông/bà được giao đánh giá hồ sơ {about}"),
    "dossier.scheduled": Message("Hồ sơ {about} đã xếp vào {round}", "", ("round",)),
    "dossier.disqualified": Message("Hồ sơ {about} bị loại", "Lý do: {reason}", ("reason",)),
    # decisions and certificates
    "dossier.sent_up": Message("Hồ sơ {about} được đề nghị trung ương đánh giá 5 sao"),
    "dossier.sent_back": Message(
        "Trung ương trả kết quả hồ sơ {about} về tỉnh", "Tỉnh sẽ dùng kết quả này hoặc đánh giá lại."
    ),
    "dossier.not_recognised": Message(
        "Hồ sơ {about} chưa đạt từ 3 sao", "Mở hồ sơ để xem điểm từng phần và các mức tối thiểu còn thiếu."
    ),
    "certificate.issued": Message(
        "{about} được công nhận {stars} sao",
        "Giấy chứng nhận có hiệu lực đến hết {until}.",
        ("stars", "until"),
        phone=True,
    ),
    "certificate.revocation_proposed": Message("Giấy chứng nhận {about} bị đề nghị thu hồi"),
    "certificate.revoked": Message(
        "Giấy chứng nhận {about} đã bị thu hồi", "Theo quyết định {decision}.", ("decision",)
    ),
    "certificate.suspended": Message("Giấy chứng nhận {about} tạm dừng", "Lý do: {reason}", ("reason",)),
    # people
    "delegate.invited": Message("Lời mời làm việc cho {about}", "Mở liên kết để nhận lời: {link}", ("link",)),
    "delegate.ended": Message("Ông/bà không còn làm việc thay cho {about} trên hệ thống"),
}


def register(key: str, message: Message) -> None:
    """Let an app above add its own messages in `AppConfig.ready()`."""
    MESSAGES[key] = message


def message_of(key: str) -> Message:
    try:
        return MESSAGES[key]
    except KeyError:
        raise ValueError(f"no message “{key}” in ocop.notify.catalogue") from None
