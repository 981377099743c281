"""What a commune may do with a dossier (26/2026/QĐ-TTg Điều 7 khoản 2)."""

from datetime import datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.policy import check_unit
from ocop.dossiers.enums import LocalContent
from ocop.dossiers.models import Dossier
from ocop.rulebook.procedures import get_procedure


def check_can_accept(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    check_move(dossier, "accept", by=by)
    check_unit(by, dossier.unit_id)


def check_can_check(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    """Composition and Mẫu 03 are written while the dossier is being checked by its own commune."""
    check_unit(by, dossier.unit_id)
    if dossier.state != "checking":
        raise RuleBroken(
            "Chỉ kiểm tra và lập Mẫu 03 khi hồ sơ đã được tiếp nhận và đang ở xã.", code="commune.check.state"
        )


def check_can_return(dossier: Dossier, *, by: Acting, at: datetime, items: list | None = None) -> None:
    """No silent return: at least one item, each with words (I17)."""
    check_move(dossier, "return", by=by)
    check_unit(by, dossier.unit_id)
    check_items(items)


def check_items(items: list | None) -> None:
    if items is not None and not items:
        raise RuleBroken("Hãy chọn ít nhất một mục cần bổ sung và ghi rõ cách sửa.", code="return.no_item")
    for item in items or []:
        if not item["text"].strip():
            raise RuleBroken(
                f"Mục “{item['label']}”: hãy ghi chủ thể cần sửa thế nào.", code="return.no_words"
            )


def samples_needed(dossier: Dossier) -> int:
    """Sample products that go with the proposal: 5, none for tourism (Điều 6 khoản 2 điểm d)."""
    return get_procedure(dossier.procedure).samples_for(dossier.criteria_set.number)


def open_points(dossier: Dossier) -> list[str]:
    """What still stands between this dossier and the proposal to the province, each as a sentence."""
    points = []
    checks = {check.key: check for check in dossier.composition.all()}
    for item in composition_items(dossier):
        if item.key == "samples":
            continue
        check = checks.get(item.key)
        if check is None:
            points.append(f"Chưa kiểm tra thành phần: {item.name}.")
        elif not check.ok:
            points.append(f"Thành phần chưa đạt: {item.name}. Hãy trả lại để chủ thể bổ sung.")
    return points + _assessment_points(dossier)


def composition_items(dossier: Dossier) -> tuple:
    dossiers = get_procedure(dossier.procedure).dossiers or {}
    kind = dossiers.get(dossier.kind)
    return kind.items if kind else ()


def _assessment_points(dossier: Dossier) -> list[str]:
    assessment = getattr(dossier, "assessment", None)
    if assessment is None:
        return ["Chưa lập Mẫu 03 (bốn nội dung đánh giá của xã)."]
    points = [
        f"Mẫu 03 chưa có kết luận và nhận xét cho nội dung “{content.label}”."
        for content in LocalContent
        if not (
            assessment.contents.get(content.value, {}).get("finding")
            and assessment.contents[content.value].get("words")
        )
    ]
    if not assessment.proposal.strip():
        points.append("Mẫu 03 chưa ghi kiến nghị của UBND xã.")
    if not assessment.signer_name.strip():
        points.append("Mẫu 03 chưa ghi người ký.")
    return points


def check_can_forward(dossier: Dossier, *, by: Acting, at: datetime, samples: int | None = None) -> None:
    """Composition complete, Mẫu 03 complete, samples handed in."""
    check_move(dossier, "forward", by=by)
    check_unit(by, dossier.unit_id)
    points = open_points(dossier)
    if points:
        raise RuleBroken(
            f"Chưa thể đề nghị lên tỉnh, còn {len(points)} việc. Trước hết: {points[0]}",
            code="forward.open_points",
            details=points,
        )
    needed = samples_needed(dossier)
    if samples is not None and samples < needed:
        raise RuleBroken(
            f"Cần kèm {needed} mẫu sản phẩm; mới có {samples}.", code="forward.samples", field="samples"
        )
