"""Publishing: dossiers recognised or sent up, certificates issued, revocations in force – all or nothing."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.recognition.actions.issuing import issue, reissue
from ocop.recognition.digests import decision_digest
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision, DecisionLine, Revocation
from ocop.recognition.policies import results as result_policies
from ocop.recognition.policies import signing as policies
from ocop.recognition.queries.lines import full_lines
from ocop.recognition.signals import standing_changed


@transaction.atomic
def publish(*, decision: Decision, by: Acting, at: datetime) -> Decision:
    """Make the decision public. Every line is checked again, each product gets one certificate."""
    decision = Decision.objects.select_related("unit", "supersedes", "signed_file").locked(decision.pk)
    policies.check_can_publish(decision, by=by, at=at)
    lines = full_lines(decision)
    for line in lines:
        _carry_out(line, decision, by=by, at=at)
    for revocation in Revocation.objects.select_for_update(of=("self",)).filter(
        decision=decision, state="proposed"
    ):
        _revoke(revocation, decision, by=by, at=at)
    DecisionLine.objects.filter(decision=decision).update(frozen_at=at)
    if decision.supersedes:
        old = Decision.objects.locked(decision.supersedes_id)
        apply_move(old, "supersede", by=by, at=at, reason=f"Thay bằng {decision.number_text}")
    apply_move(
        decision,
        "publish",
        by=by,
        at=at,
        fields={"published_by": by.person, "published_at": at},
        lines=len(lines),
        number=decision.number_text,
        digest=decision_digest(decision),
    )
    for product in {line.product for line in lines} | {
        r.certificate.product for r in decision.revocations.select_related("certificate__product")
    }:
        standing_changed.send(sender=Decision, product=product, at=at)
    return decision


def _carry_out(line: DecisionLine, decision: Decision, *, by: Acting, at: datetime) -> None:
    if decision.kind == DecisionKind.CORRECT:
        reissue(line, decision, by=by, at=at)
        return
    dossier = Dossier.objects.select_related("producer", "unit").locked(line.dossier_id)
    if decision.kind == DecisionKind.APPROVE_RESULT:
        apply_move(dossier, "send_up", by=by, at=at, fields={"sent_up_at": at}, decision=decision.number_text)
        _tell("dossier.sent_up", dossier, at)
        return
    certificate = issue(line, decision, by=by, at=at)
    apply_move(
        dossier,
        "recognise",
        by=by,
        at=at,
        decision=decision.number_text,
        certificate=certificate.number_text,
        stars=line.stars,
    )
    _tell("certificate.issued", dossier, at, stars=line.stars, until=f"{certificate.valid_until:%d/%m/%Y}")


def _tell(key: str, dossier: Dossier, at: datetime, **words: object) -> None:
    """The producer and the commune are told (Điều 7 khoản 3 điểm g)."""
    notify.queue(
        key,
        to=[dossier.producer, notify.Office(dossier.unit, Role.COMMUNE_OFFICER)],
        about=dossier,
        at=at,
        **words,
    )


def _revoke(revocation: Revocation, decision: Decision, *, by: Acting, at: datetime) -> None:
    apply_move(
        revocation,
        "decide",
        by=by,
        at=at,
        fields={"revoked_on": decision.decided_on},
        decision=decision.number_text,
    )
    certificate = revocation.certificate
    notify.queue(
        "certificate.revoked",
        to=certificate.product.producer,
        about=certificate,
        at=at,
        decision=decision.number_text,
    )


@transaction.atomic
def conclude(*, dossier: Dossier, by: Acting, at: datetime) -> Dossier:
    """Tell the producer that the product did not reach three stars; the result is shown with its missed gates."""
    dossier = Dossier.objects.locked(dossier.pk)
    result_policies.check_can_conclude(dossier, by=by, at=at)
    apply_move(dossier, "conclude", by=by, at=at)
    _tell("dossier.not_recognised", dossier, at)
    return dossier


@transaction.atomic
def send_back(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    """The centre found less than five stars: the province uses the result or evaluates again (Điều 7 khoản 4)."""
    dossier = Dossier.objects.locked(dossier.pk)
    result_policies.check_can_send_back(dossier, by=by, at=at)
    apply_move(dossier, "send_back", by=by, at=at, reason=reason)
    _tell("dossier.sent_back", dossier, at)
    return dossier
