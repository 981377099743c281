"""Drafting a decision: choose results, edit texts, send for signature with number and PDF."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind
from ocop.documents.official import to_pdf
from ocop.evaluation.models import Result
from ocop.programme.models import Round
from ocop.programme.numbers import next_number
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision, DecisionLine, Revocation
from ocop.recognition.papers import decision_document, default_body, default_title, symbol
from ocop.recognition.policies import decisions as policies
from ocop.rulebook.numbering import decision_number


@transaction.atomic
def draft_decision(*, kind: str, results: Iterable[Result] = (), revocations: Iterable[Revocation] = (), round_: Round | None = None, by: Acting,
                   at: datetime, title: str = "", supersedes: Decision | None = None) -> Decision:
    """A draft with its lines; each result must be one that this level decides in this kind of decision."""
    policies.check_can_draft(by=by, at=at)
    decision = Decision.objects.create(
        code=public_code("QD"), unit=by.unit, level=policies.level_of(by), kind=kind, round=round_, drafted_by=by.person, created_at=at,
        title=title or default_title(kind, round_), state_at=at, supersedes=supersedes,
    )
    decision.body = default_body(decision)
    decision.save(update_fields=["body"])
    add_results(decision, results)
    for revocation in revocations:
        revocation.decision = decision
        revocation.save(update_fields=["decision"])
    record("decision.draft", about=decision, by=by, at=at, data={"kind": kind, "lines": decision.lines.count()})
    return decision


def add_results(decision: Decision, results: Iterable[Result]) -> None:
    """Lines in the order of stars, then mean, then name."""
    chosen = sorted(results, key=lambda r: (-(r.stars or 0), -r.mean_shown, r.dossier.product.sort_key))
    taken = set(DecisionLine.objects.filter(result__in=[r.pk for r in chosen]).exclude(decision__state="dropped")
                .exclude(decision=decision).values_list("result_id", flat=True))
    for place, result in enumerate(chosen, start=1):
        if result.pk in taken:
            raise RuleBroken(f"“{result.dossier.product.name}” đã có trong một quyết định khác.", code="line.taken")
        policies.check_result(result, kind=decision.kind, level=decision.level)
        DecisionLine.objects.create(decision=decision, place=place, product=result.dossier.product, dossier=result.dossier, result=result,
                                    stars=result.stars, mean_shown=result.mean_shown, snapshot=line_snapshot(result))


def line_snapshot(result: Result) -> dict[str, Any]:
    """The wording as decided, from the frozen version that was scored."""
    dossier = result.dossier
    manifest = dossier.versions.last().manifest  # type: ignore[union-attr]
    return {
        "product": manifest["product"]["name"], "official_code": dossier.product.official_code, "producer": manifest["producer"]["name"],
        "address": ", ".join(x for x in (manifest["producer"]["address"], manifest["producer"]["place"]) if x),
        "place": dossier.unit.full_name, "group": dossier.criteria_set.group_name, "sector": dossier.criteria_set.sector_name,
        "mean": str(result.mean_shown), "kind": dossier.get_kind_display(), "version": dossier.versions.last().sha256,  # type: ignore[union-attr]
    }


@transaction.atomic
def edit_decision(*, decision: Decision, by: Acting, at: datetime, title: str, body: dict[str, Any], signer_name: str, signer_title: str) -> Decision:
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_edit(decision, by=by, at=at)
    decision.title, decision.body, decision.signer_name, decision.signer_title = title, body, signer_name, signer_title
    decision.save(update_fields=["title", "body", "signer_name", "signer_title"])
    record("decision.edit", about=decision, by=by, at=at, data={"title": title})
    return decision


def send_for_signature(*, decision: Decision, decided_on: date, by: Acting, at: datetime) -> Decision:
    """Give the number once (unique, gap-free), freeze the PDF that goes out for signature.

    The number is taken and the PDF made in one transaction, so a failure leaves neither; typesetting takes some tens
    of milliseconds.
    """
    with transaction.atomic():
        decision = Decision.objects.locked(decision.pk)
        policies.check_can_send(decision, by=by, at=at, decided_on=decided_on)
        fields: dict[str, Any] = {"decided_on": decided_on}
        if not decision.number:
            number = next_number(unit=decision.unit, kind="decision", year=decided_on.year)
            fields |= {"number": number, "year": decided_on.year, "number_text": decision_number(number, symbol(decision))}
        for name, value in fields.items():
            setattr(decision, name, value)
        pdf = to_pdf(decision_document(decision))
        fields["draft_file"] = store_generated(content=pdf, name=f"{decision.code}-du-thao.pdf", kind=FileKind.GENERATED, by=by, at=at)
        apply_move(decision, "send", by=by, at=at, fields=fields, number=decision.number_text, sha256=fields["draft_file"].sha256)
    return decision


@transaction.atomic
def take_back(*, decision: Decision, reason: str, by: Acting, at: datetime) -> Decision:
    """Back to draft; the number stays with it, the scan and confirmations do not count any more."""
    decision = Decision.objects.locked(decision.pk)
    apply_move(decision, "take_back", by=by, at=at, reason=reason, fields={"signed_file": None, "signing_mode": "", "scan_by": None})
    return decision


@transaction.atomic
def drop(*, decision: Decision, reason: str, by: Acting, at: datetime) -> Decision:
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_drop(decision, by=by, at=at)
    Revocation.objects.filter(decision=decision, state="proposed").update(decision=None)
    return apply_move(decision, "drop", by=by, at=at, reason=reason)


@transaction.atomic
def refuse(*, decision: Decision, reason: str, by: Acting, at: datetime) -> Decision:
    """The signer sends it back with the reason."""
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_refuse(decision, by=by, at=at)
    return apply_move(decision, "refuse", by=by, at=at, reason=reason)


KINDS_WITH_RESULTS = {DecisionKind.RECOGNISE, DecisionKind.APPROVE_RESULT}
