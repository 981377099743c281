"""What a signed file is worth, as a value and as a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")

State = Literal[
    "valid",
    "altered",
    "unknown_chain",
    "revoked",
    "expired",
    "not_yet_valid",
    "wrong_document",
    "unsigned",
    "encrypted",
    "unreadable",
]

SENTENCES: dict[str, str] = {
    "valid": "Chữ ký số hợp lệ: {signer} ký lúc {moment}; nội dung còn nguyên từ khi ký.",
    "altered": "Tệp đã bị thay đổi sau khi ký, hoặc chữ ký bị hỏng. Hãy lấy lại tệp gốc đã ký và tải lên, "
    "không mở rồi lưu lại bằng chương trình khác.",
    "unknown_chain": "Chữ ký của {signer} còn nguyên, nhưng chứng thư số do “{issuer}” cấp không thuộc các tổ chức "
    "chứng thực mà hệ thống tin cậy. Hãy ký bằng chứng thư công vụ, hoặc nhờ quản trị thêm tổ chức này.",
    "expired": "Chứng thư số của {signer} chỉ có hiệu lực từ {from_} đến {to}, không bao gồm thời điểm ký hoặc "
    "thời điểm nộp tệp. Hãy gia hạn chứng thư rồi ký lại.",
    "not_yet_valid": "Chứng thư số của {signer} chỉ có hiệu lực từ {from_}, sau thời điểm ký hoặc thời điểm nộp tệp. Hãy "
    "kiểm tra ngày giờ của máy ký, hoặc đợi đến ngày đó rồi ký lại.",
    "revoked": "Chứng thư số của {signer} đã bị “{issuer}” thu hồi từ {revoked}, nên chữ ký không được nhận. Hãy ký bằng "
    "chứng thư đang dùng.",
    "wrong_document": "Tệp có chữ ký số, nhưng không phải là bản dự thảo mà hệ thống đã phát hành. Hãy tải lại bản "
    "dự thảo từ hệ thống, ký thẳng lên tệp đó (không in, không xuất lại) rồi tải lên.",
    "unsigned": "Tệp PDF này chưa có chữ ký số nào. Hãy ký số trên tệp rồi tải lên.",
    "encrypted": "Tệp PDF này có mật khẩu hoặc bị khóa nên không kiểm tra được chữ ký. Hãy ký thẳng lên bản tải từ hệ thống, "
    "không đặt mật khẩu.",
    "unreadable": "Không đọc được tệp PDF này: tệp bị hỏng hoặc không phải PDF.",
}


@dataclass(frozen=True)
class Signature:
    """One signature in the file. `signed_at` is what the signer's computer claimed, unless time-stamped."""

    signer: str
    organisation: str
    issuer: str
    signed_at: datetime | None
    state: State
    timestamped: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    level: str = ""  # what the file really carries: "PAdES B-B", "PAdES B-T", or "PDF" for older kinds
    revoked_at: datetime | None = None
    unchecked: str = (
        ""  # why nobody can say here whether the certificate was withdrawn; "" when that was checked
    )


@dataclass(frozen=True)
class SignatureVerdict:
    """`ok` only when every signature is valid and the file is the very draft that was handed out."""

    state: State
    sentence: str
    signer: str = ""
    signed_at: datetime | None = None
    issuer: str = ""
    signatures: tuple[Signature, ...] = ()
    demo: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not checked, said beside a valid verdict; and how many signatures there are."""
        count = len(self.signatures)
        several = (f"Tệp có {count} chữ ký, tất cả đều được kiểm tra.",) if count > 1 else ()
        return several + tuple(dict.fromkeys(one.unchecked for one in self.signatures if one.unchecked))

    @property
    def ok(self) -> bool:
        return self.state == "valid"


def verdict(state: State, signatures: tuple[Signature, ...] = (), *, demo: bool = False) -> SignatureVerdict:
    """The verdict with its sentence, told about the signature that decides."""
    last = next((one for one in signatures if one.state == state), signatures[-1] if signatures else None)
    if last is None:
        return SignatureVerdict(state=state, sentence=SENTENCES[state])
    sentence = SENTENCES[state].format(
        signer=last.signer or "người ký",
        issuer=last.issuer,
        moment=_moment(last.signed_at),
        from_=_day(last.valid_from),
        to=_day(last.valid_to),
        revoked=_day(last.revoked_at),
    )
    made = SignatureVerdict(state, sentence, last.signer, last.signed_at, last.issuer, signatures)
    return replace(made, demo=demo)


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(HERE):%H:%M ngày %d/%m/%Y}" if moment else "không rõ giờ"


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(HERE):%d/%m/%Y}" if moment else "?"
