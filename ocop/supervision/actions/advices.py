"""“Kiến nghị”: the inspector advises, the office that issued the certificate acts by its own existing procedure."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.notify import Office
from ocop.recognition.actions import revoking
from ocop.supervision.enums import AdviceKind
from ocop.supervision.models import Advice, Visit
from ocop.supervision.policies import findings as policies


@transaction.atomic
def advise(*, visit: Visit, kind: str, words: str, ground: str = "", by: Acting, at: datetime) -> Advice:
    visit = Visit.objects.select_related("product__producer").locked(visit.pk)
    certificate = policies.check_can_advise(visit, by=by, at=at, kind=kind, ground=ground)
    if not words.strip():
        raise RuleBroken("Hãy ghi kết luận làm căn cứ cho kiến nghị.", code="advice.words", field="words")
    made = Advice.objects.create(
        code=public_code("KN"),
        visit=visit,
        certificate=certificate,
        kind=kind,
        ground=ground if kind == AdviceKind.REVOKE else "",
        words=words,
        given_by=by.person,
        given_at=at,
        state_at=at,
    )
    record("advice.give", about=made, by=by, at=at, data={"kind": kind, "certificate": str(certificate)})
    role = Role.CENTRAL_OFFICE if certificate.unit.level == "nation" else Role.PROVINCE_OFFICE
    notify.queue(
        "advice.given", to=Office(certificate.unit, role), about=made, at=at, what=made.get_kind_display()
    )
    return made


@transaction.atomic
def take(*, advice: Advice, by: Acting, at: datetime) -> Advice:
    """Suspend at once, or write the proposal that the revocation procedure of Điều 8 goes on with."""
    advice = Advice.objects.select_related(
        "certificate__product__producer", "certificate__unit", "visit__unit"
    ).locked(advice.pk)
    policies.check_can_settle(advice, "take", by=by)
    fields: dict[str, object]
    if advice.kind == AdviceKind.SUSPEND:
        made = revoking.suspend(certificate=advice.certificate, reason=advice.words, by=by, at=at)
        fields = {"suspension": made}
    else:
        fields = {
            "revocation": revoking.propose_revocation(
                certificate=advice.certificate,
                ground=advice.ground,
                words=advice.words,
                concluded_on=advice.visit.visited_on,
                concluded_by=advice.visit.unit.full_name,
                by=by,
                at=at,
            )
        }
    return apply_move(advice, "take", by=by, at=at, fields=fields)  # type: ignore[return-value]


@transaction.atomic
def decline(*, advice: Advice, reason: str, by: Acting, at: datetime) -> Advice:
    advice = Advice.objects.select_related("certificate").locked(advice.pk)
    policies.check_can_settle(advice, "decline", by=by)
    return apply_move(advice, "decline", by=by, at=at, reason=reason, fields={"reason": reason})  # type: ignore[return-value]
