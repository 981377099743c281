"""Nobody decides on the own product, and whoever verified a dossier does not sign on it (I13)."""

from collections.abc import Iterable

from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused
from ocop.dossiers.models import Dossier
from ocop.producers.models import Membership
from ocop.recognition.models import Decision
from ocop.recognition.queries.lines import full_lines, full_revocations


def check_not_own(by: Acting, producers: Iterable[int]) -> None:
    """Refuse a person who acts for one of these producers, in whatever role they come."""
    if by.person is None or by.on is None:
        return
    held = (
        Membership.objects.on(by.on)
        .filter(person=by.person, producer__in=set(producers))
        .select_related("producer")
        .first()
    )
    if held:
        raise PermissionRefused(
            f"Ông/bà là người của chủ thể {held.producer} nên không tham gia quyết định về sản phẩm của chủ thể này.",
            code="own_product",
        )


def check_own_of_decision(decision: Decision, by: Acting) -> None:
    lines, revocations = full_lines(decision), full_revocations(decision)
    check_not_own(
        by,
        [
            *(one.product.producer_id for one in lines),
            *(one.certificate.product.producer_id for one in revocations),
        ],
    )


def check_not_verifier(decision: Decision, by: Acting) -> None:
    """The person who wrote Mẫu 03 or the appraisal of a dossier does not sign the decision on it."""
    wrote = Q(adviser=by.person) | Q(assessment__written_by=by.person)
    found = Dossier.objects.filter(wrote, decision_lines__decision=decision).select_related("product").first()
    if found:
        raise PermissionRefused(
            f"Ông/bà đã thẩm tra hồ sơ {found.code} ({found.product}) nên không ký quyết định có sản phẩm này.",
            code="decision.verifier",
        )
