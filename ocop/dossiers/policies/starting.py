"""Which dossier may be started for a product: first time, upgrade or re-evaluation (Điều 6)."""

from datetime import date, datetime

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import parties
from ocop.dossiers.queries.drafts import open_dossier
from ocop.dossiers.recognitions import Standing, standing_of
from ocop.producers.policies import check_acts_for
from ocop.products.models import Product
from ocop.rulebook.procedures import Filing, check_filing, procedure_on

HIGHEST = 5


def check_can_start(product: Product, kind: str, *, by: Acting, at: datetime) -> None:
    check_acts_for(product.producer, Permission.DOSSIER_WRITE, by=by)
    if product.criteria_set_number is None:
        raise RuleBroken(
            "Sản phẩm chưa có bộ tiêu chí. Hãy mở sản phẩm và chọn bộ tiêu chí trước.", code="start.no_set"
        )
    unit = product.unit or product.producer.unit
    if unit is None or unit.level != "commune" or unit.valid_to:
        raise RuleBroken(
            "Sản phẩm chưa rõ thuộc xã, phường nào hiện nay. Hãy nhờ UBND xã xác nhận địa bàn.",
            code="start.no_unit",
        )
    already = open_dossier(product)
    if already:
        raise RuleBroken(
            f"Sản phẩm này đang có hồ sơ {already.code} chưa xong; mỗi sản phẩm chỉ có một hồ sơ đang mở. "
            "Hãy làm tiếp hồ sơ đó, hoặc rút nó trước.",
            code="start.open",
        )
    check_kind(standing_of(product, local_date(at)), kind, local_date(at))


def check_kind(standing: Standing | None, kind: str, day: date) -> None:
    """A draft may be begun before the window opens; submitting asks again on its own day."""
    if kind not in DossierKind.values:
        raise RuleBroken("Hãy chọn loại hồ sơ.", code="start.kind", field="kind")
    if standing is None or standing.revoked:
        if kind != DossierKind.FIRST:
            raise RuleBroken(
                "Sản phẩm chưa từng được công nhận (hoặc đã bị thu hồi) nên chỉ nộp đánh giá lần đầu.",
                code="start.no_recognition",
                field="kind",
            )
        return
    {"first": _first, "upgrade": _upgrade, "re_evaluation": _again}[kind](standing, day)


def _first(standing: Standing, day: date) -> None:
    answer = check_filing(standing.valid_until, day, procedure_on(day))
    if standing.valid_on(day) and answer.file_as != DossierKind.FIRST:
        raise RuleBroken(
            f"Sản phẩm đang được công nhận {standing.stars} sao đến {standing.valid_until:%d/%m/%Y}: hãy chọn nâng hạng "
            f"hoặc đánh giá lại. {answer.sentence}",
            code="start.still_valid",
            field="kind",
        )


def _upgrade(standing: Standing, day: date) -> None:
    if not standing.valid_on(day):
        raise RuleBroken(
            f"Công nhận đã hết hạn ngày {standing.valid_until:%d/%m/%Y} nên không còn hạng để nâng; hãy nộp như "
            "hồ sơ đánh giá lần đầu.",
            code="start.upgrade_expired",
            field="kind",
        )
    if standing.stars >= HIGHEST:
        raise RuleBroken("Sản phẩm đã ở hạng cao nhất, 5 sao.", code="start.highest", field="kind")


def _again(standing: Standing, day: date) -> None:
    answer = check_filing(standing.valid_until, day, procedure_on(day))
    if answer.filing != Filing.TOO_EARLY and answer.file_as != DossierKind.RE_EVALUATION:
        raise RuleBroken(answer.sentence, code=f"start.{answer.filing.value}", field="kind")


def check_can_change_kind(dossier: Dossier, kind: str, *, by: Acting, at: datetime) -> None:
    parties.check_can_edit(dossier, by=by, at=at)
    if dossier.submitted_at:
        raise RuleBroken("Hồ sơ đã nộp nên không đổi loại được nữa.", code="kind.submitted")
    check_kind(standing_of(dossier.product, local_date(at)), kind, local_date(at))
