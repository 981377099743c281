"""Certificates: one per line of a published decision, at most one active per product (I22)."""

from datetime import date, datetime
from typing import Any

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.fields import secret_token
from ocop.programme.numbers import next_number
from ocop.recognition.actions.crediting import give_credential
from ocop.recognition.digests import certificate_digest, credential_digest
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision, DecisionLine
from ocop.recognition.papers import authority_lines
from ocop.rulebook.numbering import padded
from ocop.rulebook.procedures import get_procedure, procedure_on
from ocop.rulebook.validity import valid_until


def issue(line: DecisionLine, decision: Decision, *, by: Acting, at: datetime) -> Certificate:
    """A new certificate from the day of the decision; the product's active one is superseded from the same day."""
    first = decision.decided_on
    rules = get_procedure(line.dossier.procedure) if line.dossier else procedure_on(first)  # type: ignore[arg-type]
    old = (
        Certificate.objects.select_for_update(of=("self",))
        .filter(product=line.product, superseded_on=None)
        .first()
    )
    return _make(
        line,
        decision,
        valid_from=first,
        until=valid_until(first, rules.validity_months),
        old=old,
        by=by,
        at=at,
    )  # type: ignore[arg-type]


def reissue(line: DecisionLine, decision: Decision, *, by: Acting, at: datetime) -> Certificate | None:
    """A corrected decision: the certificate of the old line is replaced by one with the same term.

    None where there is nothing to replace: the old decision issued none, or it was revoked or superseded since.
    """
    found = Certificate.objects.select_for_update(of=("self",)).filter(
        product=line.product, line__decision=decision.supersedes
    )
    old = found.filter(superseded_on=None).exclude(revocations__state="decided").first()
    if old is None:
        return None
    return _make(line, decision, valid_from=old.valid_from, until=old.valid_until, old=old, by=by, at=at)


def _make(
    line: DecisionLine,
    decision: Decision,
    *,
    valid_from: date,
    until: date,
    old: Certificate | None,
    by: Acting,
    at: datetime,
) -> Certificate:
    unit, day = decision.unit, decision.decided_on
    number = next_number(unit=unit, kind="certificate", year=day.year)  # type: ignore[union-attr]
    if old:
        old.superseded_on = day
        old.save(update_fields=["superseded_on"])
    made = Certificate.objects.create(
        token=secret_token(),
        number=number,
        year=day.year,
        unit=unit,
        product=line.product,
        line=line,  # type: ignore[union-attr]
        number_text=f"{padded(number)}/{day.year}/GCN-OCOP-{unit.key}",
        stars=line.stars,
        valid_from=valid_from,  # type: ignore[union-attr]
        valid_until=until,
        issued_at=at,
        snapshot=certificate_snapshot(line, decision),
    )
    if old:
        old.superseded_by = made
        old.save(update_fields=["superseded_by"])
    credential = give_credential(made, at=at)
    record(
        "certificate.issue",
        about=made,
        by=by,
        at=at,
        data={
            "stars": line.stars,
            "until": str(until),
            "decision": decision.number_text,
            "digest": certificate_digest(made),
            "credential": credential_digest(credential),
        },
    )
    return made


def certificate_snapshot(line: DecisionLine, decision: Decision) -> dict[str, Any]:
    """What the paper says; the page and the PDF read from here only."""
    photo = line.product.photos.filter(removed_at=None).select_related("file").first()
    return {
        **line.snapshot,
        "decision": decision.number_text,
        "decided_on": decision.decided_on.isoformat(),  # type: ignore[union-attr]
        "issuer": decision.unit.full_name,
        "issuer_place": decision.unit.name,
        "level": decision.level,
        "signer_name": decision.signer_name,
        "signer_title": decision.signer_title,
        "authority": authority_lines(decision),
        "demo": line.product.is_demo,
        "photo": str(photo.file.public_id) if photo else "",
        "corrects": decision.kind == DecisionKind.CORRECT,
    }
