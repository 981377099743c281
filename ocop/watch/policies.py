"""Beginning the next dossier from the list, with the kind that the day allows."""

from datetime import date, datetime

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.policies.starting import check_can_start
from ocop.dossiers.recognitions import standing_of
from ocop.products.models import Product
from ocop.rulebook.procedures import check_filing, procedure_on


def renewal_kind(product: Product, on: date) -> str:
    """Re-evaluation before and within its window; afterwards what the setting `late_re_evaluation` says."""
    standing = standing_of(product, on)
    if standing is None:
        raise RuleBroken(
            "Sản phẩm này chưa từng được công nhận nên không có gì để đánh giá lại.", code="watch.none"
        )
    answer = check_filing(standing.valid_until, on, procedure_on(on))
    return DossierKind.FIRST if standing.revoked else answer.file_as or DossierKind.RE_EVALUATION


def check_can_renew(product: Product, *, by: Acting, at: datetime) -> str:
    """Answers the kind that will be started."""
    kind = renewal_kind(product, local_date(at))
    check_can_start(product, kind, by=by, at=at)
    return kind
