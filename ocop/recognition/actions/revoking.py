"""Suspension and revocation (Điều 8): six grounds, 15 days, by decision."""

from datetime import date, datetime, timedelta

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.recognition.models import Certificate, Revocation, Suspension
from ocop.recognition.policies import revoking as policies
from ocop.recognition.signals import standing_changed
from ocop.rulebook.procedures import procedure_on


@transaction.atomic
def propose_revocation(
    *,
    certificate: Certificate,
    ground: str,
    words: str,
    concluded_on: date,
    concluded_by: str,
    by: Acting,
    at: datetime,
) -> Revocation:
    """Write the conclusion down; the decision is due within 15 days of it."""
    certificate = Certificate.objects.locked(certificate.pk)
    policies.check_can_propose(certificate, by=by, at=at, ground=ground, concluded_on=concluded_on)
    clock = procedure_on(concluded_on).clock("revocation")
    revocation = Revocation.objects.create(
        certificate=certificate,
        ground=ground,
        words=words,
        concluded_on=concluded_on,
        concluded_by=concluded_by,
        due_on=concluded_on + timedelta(days=clock.days),
        proposed_by=by.person,
        proposed_at=at,
        state_at=at,
    )
    record(
        "revocation.propose",
        about=revocation,
        by=by,
        at=at,
        data={"certificate": certificate.number_text, "ground": ground},
    )
    notify.queue("certificate.revocation_proposed", to=certificate.product.producer, about=certificate, at=at)
    return revocation


@transaction.atomic
def dismiss_revocation(*, revocation: Revocation, reason: str, by: Acting, at: datetime) -> Revocation:
    revocation = Revocation.objects.locked(revocation.pk)
    policies.check_can_dismiss(revocation, by=by, at=at)
    return apply_move(revocation, "dismiss", by=by, at=at, reason=reason, fields={"decision": None})


@transaction.atomic
def suspend(*, certificate: Certificate, reason: str, by: Acting, at: datetime) -> Suspension:
    """The mark may not be used from today until it is lifted (named setting: the decree knows only revocation)."""
    certificate = Certificate.objects.locked(certificate.pk)
    policies.check_can_suspend(certificate, by=by, at=at)
    made = Suspension.objects.create(
        certificate=certificate, from_on=local_date(at), reason=reason, by=by.person, at=at
    )
    record("certificate.suspend", about=certificate, by=by, at=at, data={"reason": reason})
    notify.queue(
        "certificate.suspended", to=certificate.product.producer, about=certificate, at=at, reason=reason
    )
    standing_changed.send(sender=Suspension, product=certificate.product, at=at)
    return made


@transaction.atomic
def lift_suspension(*, suspension: Suspension, by: Acting, at: datetime) -> Suspension:
    suspension = (
        Suspension.objects.select_for_update(of=("self",))
        .select_related("certificate__product")
        .get(pk=suspension.pk)
    )
    policies.check_can_lift(suspension, by=by, at=at)
    suspension.until_on, suspension.lifted_by, suspension.lifted_at = (
        local_date(at) - timedelta(days=1),
        by.person,
        at,
    )
    suspension.save(update_fields=["until_on", "lifted_by", "lifted_at"])
    record("certificate.resume", about=suspension.certificate, by=by, at=at, data={})
    standing_changed.send(sender=Suspension, product=suspension.certificate.product, at=at)
    return suspension
