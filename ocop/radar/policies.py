"""Who sees pairs, who notes something about one, who starts a search."""

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.core.text import clean
from ocop.radar.enums import Opinion
from ocop.radar.models import Pair

LONGEST = 1000
EXPLAINED = {Opinion.ASK, Opinion.COPIED}


def check_can_search(*, by: Acting) -> None:
    check_permission(by, Permission.SIMILARITY_VIEW)
    if by.unit is None or by.unit.level == "commune":
        raise PermissionRefused("Chỉ cơ quan cấp tỉnh và trung ương chạy việc tìm này.", code="radar.level")


def check_can_note(pair: Pair, *, opinion: str, words: str, by: Acting) -> None:
    """A suspicion is said with its reason; anybody who reads it later must know what was seen."""
    check_permission(by, Permission.SIMILARITY_VIEW)
    if opinion not in Opinion.values:
        raise RuleBroken("Hãy chọn một nhận xét.", code="radar.opinion", field="opinion")
    if opinion in EXPLAINED and not clean(words):
        raise RuleBroken("Hãy ghi đã thấy giống ở chỗ nào.", code="radar.words", field="words")
    if len(clean(words)) > LONGEST:
        raise RuleBroken(
            f"Ghi chú dài quá {LONGEST} chữ; hãy viết ngắn lại.", code="radar.long", field="words"
        )
