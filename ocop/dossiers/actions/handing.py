"""The desk offers its draft to the producer, who confirms (submitting.submit) or declines; the producer withdraws."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import submitting as policies


@transaction.atomic
def offer(*, dossier: Dossier, by: Acting, at: datetime) -> Dossier:
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_offer(dossier, by=by, at=at)
    apply_move(dossier, "offer", by=by, at=at)
    notify.queue("dossier.offered", to=dossier.producer, about=dossier, at=at)
    return dossier


@transaction.atomic
def decline(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    """Not yet right: back to the draft with the reason, for the desk and the producer to mend."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_decline(dossier, by=by, at=at)
    apply_move(dossier, "decline", by=by, at=at, reason=reason)
    office = notify.Office(dossier.unit, Role.COMMUNE_OFFICER)
    notify.queue("dossier.declined", to=office, about=dossier, at=at, reason=reason)
    return dossier


@transaction.atomic
def withdraw(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    """The producer takes the dossier back for good; a new one may be started."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_withdraw(dossier, by=by, at=at)
    handed_in = dossier.submitted_at is not None
    apply_move(dossier, "withdraw", by=by, at=at, reason=reason, fields={"due_on": None})
    if handed_in:
        office = notify.Office(dossier.unit, Role.COMMUNE_OFFICER)
        notify.queue("dossier.withdrawn", to=office, about=dossier, at=at, reason=reason)
    return dossier
