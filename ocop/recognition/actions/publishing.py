"""Publishing: dossiers recognised or sent up, certificates issued, revocations in force – all or nothing."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.fields import secret_token
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.programme.numbers import next_number
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision, DecisionLine, Revocation
from ocop.recognition.policies import decisions as policies
from ocop.recognition.signals import standing_changed
from ocop.rulebook.numbering import padded
from ocop.rulebook.procedures import get_procedure
from ocop.rulebook.validity import valid_until


@transaction.atomic
def publish(*, decision: Decision, by: Acting, at: datetime) -> Decision:
    """Make the decision public. Every line is checked again, each product gets one certificate."""
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_publish(decision, by=by, at=at)
    lines = list(decision.lines.select_related("product", "dossier", "result"))
    for line in lines:
        _carry_out(line, decision, by=by, at=at)
    for revocation in Revocation.objects.select_for_update().filter(decision=decision, state="proposed"):
        _revoke(revocation, decision, by=by, at=at)
    DecisionLine.objects.filter(decision=decision).update(frozen_at=at)
    if decision.supersedes:
        old = Decision.objects.locked(decision.supersedes_id)
        apply_move(old, "supersede", by=by, at=at, reason=f"Thay bằng {decision.number_text}")
    apply_move(decision, "publish", by=by, at=at, fields={"published_by": by.person, "published_at": at}, lines=len(lines),
               number=decision.number_text)
    for product in {line.product for line in lines} | {r.certificate.product for r in decision.revocations.select_related("certificate__product")}:
        standing_changed.send(sender=Decision, product=product, at=at)
    return decision


def _carry_out(line: DecisionLine, decision: Decision, *, by: Acting, at: datetime) -> None:
    dossier = Dossier.objects.locked(line.dossier_id) if line.dossier_id else None
    if decision.kind == DecisionKind.APPROVE_RESULT and dossier:
        apply_move(dossier, "send_up", by=by, at=at, fields={"sent_up_at": at}, decision=decision.number_text)
        notify.queue("dossier.sent_up", to=dossier.producer, about=dossier, at=at)
        return
    certificate = issue(line, decision, by=by, at=at)
    if dossier and decision.kind == DecisionKind.RECOGNISE:
        apply_move(dossier, "recognise", by=by, at=at, decision=decision.number_text, certificate=certificate.number_text, stars=line.stars)
        notify.queue("certificate.issued", to=dossier.producer, about=dossier, at=at, stars=line.stars, until=f"{certificate.valid_until:%d/%m/%Y}")


def issue(line: DecisionLine, decision: Decision, *, by: Acting, at: datetime) -> Certificate:
    """One certificate for one line; the product's active one is superseded from the same day (I22)."""
    first = decision.decided_on
    months = get_procedure(line.dossier.procedure).validity_months if line.dossier else 36
    number = next_number(unit=decision.unit, kind="certificate", year=first.year)  # type: ignore[union-attr]
    old = Certificate.objects.select_for_update().filter(product=line.product, superseded_on=None).first()
    if old:
        old.superseded_on = first
        old.save(update_fields=["superseded_on"])
    made = Certificate.objects.create(
        token=secret_token(), number=number, year=first.year, unit=decision.unit, product=line.product, line=line,  # type: ignore[union-attr]
        number_text=f"{padded(number)}/{first.year}/GCN-OCOP-{decision.unit.key}", stars=line.stars, valid_from=first,  # type: ignore[union-attr]
        valid_until=valid_until(first, months), issued_at=at, snapshot=certificate_snapshot(line, decision),  # type: ignore[arg-type]
    )
    if old:
        old.superseded_by = made
        old.save(update_fields=["superseded_by"])
    record("certificate.issue", about=made, by=by, at=at, data={"stars": line.stars, "until": made.valid_until, "decision": decision.number_text})
    return made


def certificate_snapshot(line: DecisionLine, decision: Decision) -> dict:
    """What the paper says; the page and the PDF read from here only."""
    photo = line.product.photos.filter(removed_at=None).select_related("file").first()
    return {**line.snapshot, "decision": decision.number_text, "decided_on": decision.decided_on.isoformat(),  # type: ignore[union-attr]
            "issuer": decision.unit.full_name, "level": decision.level, "signer_name": decision.signer_name, "signer_title": decision.signer_title,
            "demo": line.product.is_demo, "photo": str(photo.file.public_id) if photo else ""}


def _revoke(revocation: Revocation, decision: Decision, *, by: Acting, at: datetime) -> None:
    apply_move(revocation, "decide", by=by, at=at, fields={"revoked_on": decision.decided_on}, decision=decision.number_text)
    certificate = revocation.certificate
    notify.queue("certificate.revoked", to=certificate.product.producer, about=certificate, at=at, decision=decision.number_text)


@transaction.atomic
def conclude(*, dossier: Dossier, by: Acting, at: datetime) -> Dossier:
    """Tell the producer that the product did not reach three stars; the result is shown with its missed gates."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_conclude(dossier, by=by, at=at, result=_result(dossier))
    apply_move(dossier, "conclude", by=by, at=at)
    notify.queue("dossier.not_recognised", to=dossier.producer, about=dossier, at=at)
    return dossier


@transaction.atomic
def send_back(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    """The centre found less than five stars: the province uses the result or evaluates again (Điều 7 khoản 4)."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_send_back(dossier, by=by, at=at, result=_result(dossier))
    apply_move(dossier, "send_back", by=by, at=at, reason=reason)
    notify.queue("dossier.sent_back", to=dossier.producer, about=dossier, at=at)
    return dossier


def _result(dossier: Dossier) -> Result | None:
    return dossier.results.filter(superseded_by=None).order_by("-settled_at", "-pk").first()
