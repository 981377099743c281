"""What may be decided on a council's result, and by which level (26/2026/QĐ-TTg Điều 4, 7)."""

from datetime import datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies.province import check_office
from ocop.evaluation.models import Result
from ocop.places.models import Unit
from ocop.recognition.enums import DecisionKind
from ocop.recognition.policies.interests import check_not_own
from ocop.recognition.queries.results import DECIDABLE, kind_for, standing_result
from ocop.rulebook.procedures import get_procedure


def check_result(result: Result, *, kind: str, level: str, unit: Unit) -> None:
    """Asked anew for each line at drafting, at sending and just before publishing (one check per item)."""
    dossier, name = result.dossier, result.dossier.product.name
    if level == "province" and dossier.unit.province_key != unit.key:
        raise PermissionRefused(f"“{name}”: hồ sơ này thuộc tỉnh khác.", code="unit")
    if dossier.state not in DECIDABLE[level]:
        raise RuleBroken(
            f"“{name}”: hồ sơ không còn chờ quyết định của cấp này; hãy bỏ khỏi quyết định.",
            code="line.state",
        )
    if standing_result(dossier) != result:
        raise RuleBroken(
            f"“{name}”: kết quả này đã được điều chỉnh; hãy lấy kết quả mới.", code="line.superseded"
        )
    possible = kind_for(result, level)
    if possible is None:
        points = str(result.mean_shown).replace(".", ",")
        raise RuleBroken(
            f"“{name}”: kết quả {points} điểm, {_stars(result)} không thuộc thẩm quyền quyết định của cấp này.",
            code="line.competence",
        )
    if possible != kind:
        raise RuleBroken(
            f"“{name}”: kết quả {_stars(result)} phải đưa vào quyết định “{possible.label.lower()}”.",
            code="line.kind",
        )


def _stars(result: Result) -> str:
    return f"{result.stars} sao" if result.stars else "không xếp hạng"


def check_can_conclude(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    """Below 3 stars there is no decision and no certificate: the office tells the producer the result (Điều 4)."""
    check_move(dossier, "conclude", by=by)
    check_office(dossier, by)
    check_not_own(by, [dossier.producer_id])
    if dossier.state == "central_rated":
        raise PermissionRefused(
            "Trung ương trả kết quả về tỉnh; tỉnh kết luận hoặc đánh giá lại.", code="conclude.level"
        )
    _check_of_province(by)
    result = standing_result(dossier)
    if result is None:
        raise RuleBroken("Hồ sơ chưa có kết quả của Hội đồng.", code="conclude.no_result")
    if (result.stars or 0) >= get_procedure(dossier.procedure).certificate_from_stars:
        raise RuleBroken(
            "Kết quả từ 3 sao trở lên phải có quyết định, không kết luận “không đạt”.", code="conclude.stars"
        )


def _check_of_province(by: Acting) -> None:
    if by.level != "province":
        raise PermissionRefused("Cơ quan tham mưu cấp tỉnh kết luận hồ sơ không đạt.", code="conclude.level")


def check_can_send_back(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    check_move(dossier, "send_back", by=by)
    if by.level != "nation":
        raise PermissionRefused("Chỉ trung ương trả kết quả về tỉnh.", code="send_back.level")
    check_not_own(by, [dossier.producer_id])
    result = standing_result(dossier)
    if result is None:
        raise RuleBroken("Hồ sơ chưa có kết quả của Hội đồng.", code="send_back.no_result")
    if kind_for(result, "central") == DecisionKind.RECOGNISE:
        raise RuleBroken(
            f"Kết quả {result.stars} sao thuộc thẩm quyền của Bộ; hãy đưa vào quyết định công nhận.",
            code="send_back.stars",
        )
