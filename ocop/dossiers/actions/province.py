"""Province and centre: receive, ask back, assign to the advisory group, disqualify."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.accounts.models import User
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.dossiers.actions.commune import write_return
from ocop.dossiers.models import Dossier, Return
from ocop.dossiers.policies import province as policies


@transaction.atomic
def receive_dossier(*, dossier: Dossier, by: Acting, at: datetime) -> Dossier:
    """The advisory body of the province (or of the ministry) takes the dossier in."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_receive(dossier, by=by, at=at)
    apply_move(dossier, "receive_central" if by.level == "nation" else "receive", by=by, at=at)
    return dossier


def receive_many(*, codes: list[str], by: Acting, at: datetime) -> list[tuple[str, str]]:
    """Take in several at once; each stands alone. Returns (code, "" or the reason why not)."""
    outcome = []
    for dossier in (
        Dossier.objects.visible_to(by).filter(code__in=codes).select_related("unit").order_by("forwarded_at")
    ):
        try:
            receive_dossier(dossier=dossier, by=by, at=at)
            outcome.append((dossier.code, ""))
        except RuleBroken as refusal:
            outcome.append((dossier.code, refusal.sentence))
    return outcome


@transaction.atomic
def ask_back(*, dossier: Dossier, items: list[dict], message: str, by: Acting, at: datetime) -> Return:
    """Ask the producer to complete the dossier, item by item (Thông báo bổ sung)."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_ask(dossier, by=by, at=at, items=items)
    returned = write_return(dossier, level="province", items=items, message=message, by=by, at=at)
    apply_move(dossier, "ask", by=by, at=at, reason=message or items[0]["text"], items=len(items))
    notify.queue("dossier.asked", to=dossier.producer, about=dossier, at=at, items=len(items))
    return returned


@transaction.atomic
def assign_adviser(*, dossier: Dossier, adviser: User, by: Acting, at: datetime) -> Dossier:
    """Hand the dossier to one member of the advisory group (Tổ tư vấn)."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_assign(dossier, by=by, at=at, adviser=adviser)
    apply_move(dossier, "assign", by=by, at=at, fields={"adviser": adviser}, adviser=adviser.pk)
    notify.queue("dossier.assigned", to=adviser, about=dossier, at=at)
    return dossier


@transaction.atomic
def disqualify(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    """Exclude by a disqualifier of the criteria set (hồ sơ bị loại), with its reason."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_disqualify(dossier, by=by, at=at)
    apply_move(dossier, "disqualify", by=by, at=at, reason=reason)
    notify.queue("dossier.disqualified", to=dossier.producer, about=dossier, at=at, reason=reason)
    return dossier
