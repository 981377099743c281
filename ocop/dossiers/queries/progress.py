"""What the producer sees of the way: steps in public words, who holds it, until when."""

from dataclasses import dataclass
from datetime import date

from ocop.audit.models import Event
from ocop.core.components import Happening
from ocop.core.states import LOOKS, state_of
from ocop.dossiers.models import Dossier
from ocop.programme.queries import holidays
from ocop.rulebook.calendar import working_days_between
from ocop.rulebook.lifecycle import DOSSIER

NEXT = {
    "draft": "Điền hồ sơ, kiểm tra rồi nộp.",
    "awaiting_confirmation": "Người đại diện đọc lại, xác nhận hoặc ghi chỗ cần sửa.",
    "submitted": "UBND xã tiếp nhận và cấp phiếu số; từ đó tính 15 ngày làm việc.",
    "checking": "UBND xã kiểm tra thành phần, đánh giá bốn nội dung rồi đề nghị lên tỉnh hoặc trả lại có lý do.",
    "returned": "Ông/bà sửa đúng các mục được nêu rồi nộp lại.",
    "completing": "Ông/bà bổ sung đúng các mục được nêu rồi gửi lại.",
    "forwarded": "Cơ quan tham mưu cấp tỉnh tiếp nhận.",
}


@dataclass(frozen=True)
class Holder:
    who: str
    since: object
    days: int | None
    on: date | None
    next: str


def holder_of(dossier: Dossier, on: date) -> Holder | None:
    """Who has it now; None when the way is over."""
    state = state_of(dossier)
    if not state.holder:
        return None
    who = (
        f"UBND {dossier.unit.full_name}"
        if state.holder == "UBND cấp xã"
        else dossier.producer.name
        if state.holder == "Chủ thể"
        else state.holder
    )
    days = working_days_between(on, dossier.due_on, holidays()) if dossier.due_on else None
    return Holder(who, dossier.state_at, days, dossier.due_on, NEXT.get(dossier.state, ""))


def steps_taken(dossier: Dossier) -> list[Happening]:
    """Newest first, in public words; steps inside an office that change nothing for the producer are left out."""
    events = Event.objects.filter(about_type=dossier._meta.label_lower, about_id=str(dossier.pk)).order_by(
        "seq"
    )
    found: list[Happening] = []
    for event in events:
        happening = _happening(event)
        if happening and not (found and found[-1].label == happening.label):
            found.append(happening)
    return found[::-1]


def _happening(event: Event) -> Happening | None:
    if event.verb == "dossier.start":
        return Happening(event.at, "Bắt đầu soạn hồ sơ", icon="pencil")
    move = DOSSIER.moves.get(event.verb.removeprefix("dossier."))
    if move is None or not event.verb.startswith("dossier."):
        return None
    state = DOSSIER.states[move.target]
    tone, icon = LOOKS[state.tone]
    note = (
        event.data.get("reason", "")
        if state.public in ("Cần bổ sung", "Hồ sơ bị loại", "Đã rút", "Đang soạn")
        else ""
    )
    return Happening(
        event.at,
        state.public,
        who=state.holder and f"Người giữ: {state.holder}",
        note=note,
        tone=tone,
        icon=icon,
    )
