"""Drafting a decision: choose results, edit texts, send for signature with number and PDF."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind
from ocop.documents.official import to_pdf
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.notify import Office, queue
from ocop.programme.models import Round
from ocop.programme.numbers import next_number
from ocop.recognition.digests import text_print
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision, DecisionLine, Revocation
from ocop.recognition.papers import decision_document, default_body, default_title, symbol
from ocop.recognition.policies import decisions as policies
from ocop.recognition.policies.interests import check_own_of_decision
from ocop.recognition.policies.lines import check_revocation
from ocop.recognition.policies.results import check_result
from ocop.recognition.policies.signing import check_can_refuse
from ocop.recognition.queries.results import level_of
from ocop.rulebook.numbering import decision_number

UNSIGNED: dict[str, Any] = {
    "signed_file": None,
    "signing_mode": "",
    "scan_by": None,
    "signature": {},
    "signed_by": None,
    "signed_at": None,
}


@transaction.atomic
def draft_decision(
    *,
    kind: str,
    results: Iterable[Result] = (),
    revocations: Iterable[Revocation] = (),
    round_: Round | None = None,
    by: Acting,
    at: datetime,
    title: str = "",
    supersedes: Decision | None = None,
) -> Decision:
    """A draft with its lines; each result must be one that this level decides in this kind of decision."""
    policies.check_can_draft(by=by, at=at)
    decision = Decision.objects.create(
        code=public_code("QD"),
        unit=by.unit,
        level=level_of(by),
        kind=kind,
        round=round_,
        drafted_by=by.person,
        created_at=at,
        title=title or default_title(kind, round_),
        state_at=at,
        supersedes=supersedes,
    )
    decision.body = default_body(decision)
    decision.save(update_fields=["body"])
    _add_results(decision, results)
    _add_revocations(decision, revocations, at=at)
    if not supersedes and not decision.lines.exists() and not decision.revocations.exists():
        raise RuleBroken("Hãy chọn ít nhất một sản phẩm cho quyết định.", code="decision.no_lines")
    check_own_of_decision(decision, by)
    record(
        "decision.draft", about=decision, by=by, at=at, data={"kind": kind, "lines": decision.lines.count()}
    )
    return decision


def _add_results(decision: Decision, results: Iterable[Result]) -> None:
    """Lines in the order of stars, then mean, then name. The dossiers are held, so no result gets into two decisions."""
    chosen = sorted(results, key=lambda r: (-(r.stars or 0), -r.mean_shown, r.dossier.product.sort_key))
    for result in chosen:
        Dossier.objects.locked(result.dossier_id)
    taken = set(
        DecisionLine.objects.filter(result__in=[r.pk for r in chosen])
        .exclude(decision__state="dropped")
        .exclude(decision=decision)
        .values_list("result_id", flat=True)
    )
    policies.check_not_taken(chosen, taken)
    for place, result in enumerate(chosen, start=1):
        check_result(result, kind=decision.kind, level=decision.level, unit=decision.unit)
        DecisionLine.objects.create(
            decision=decision,
            place=place,
            product=result.dossier.product,
            dossier=result.dossier,
            result=result,
            stars=result.stars,
            mean_shown=result.mean_shown,
            snapshot=line_snapshot(result),
        )


def _add_revocations(decision: Decision, revocations: Iterable[Revocation], *, at: datetime) -> None:
    for chosen in revocations:
        revocation = Revocation.objects.select_related("certificate").locked(chosen.pk)
        check_revocation(revocation, unit=decision.unit, on=local_date(at))
        if revocation.decision_id:
            raise RuleBroken(
                f"Giấy {revocation.certificate} đã có trong một quyết định khác.", code="line.taken"
            )
        if decision.kind != DecisionKind.REVOKE:
            raise RuleBroken("Việc thu hồi phải đưa vào quyết định thu hồi.", code="line.kind")
        revocation.decision = decision
        revocation.save(update_fields=["decision"])


def line_snapshot(result: Result) -> dict[str, Any]:
    """The wording as decided, from the frozen version that was scored."""
    dossier = result.dossier
    version = result.item.version
    product, producer = version.manifest["product"], version.manifest["producer"]
    return {
        "product": product["name"],
        "official_code": dossier.product.official_code,
        "producer": producer["name"],
        "address": ", ".join(x for x in (producer.get("address"), producer.get("place")) if x),
        "place": dossier.unit.full_name,
        "group": dossier.criteria_set.group_name,
        "sector": dossier.criteria_set.sector_name,
        "mean": str(result.mean_shown),
        "kind": dossier.get_kind_display(),
        "version": version.sha256,
    }


@transaction.atomic
def edit_decision(
    *,
    decision: Decision,
    by: Acting,
    at: datetime,
    title: str,
    body: dict[str, Any],
    signer_name: str,
    signer_title: str,
    seen: str | None = None,
) -> Decision:
    """`seen` is the fingerprint of the texts that the page showed: what somebody else wrote meanwhile is not overwritten."""
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_edit(decision, by=by, at=at)
    if seen is not None and seen != text_print(decision):
        raise StaleWrite(
            "Dự thảo vừa được người khác sửa. Hãy mở lại trang để xem bản mới rồi sửa tiếp.",
            code="decision.stale",
        )
    changed = _changed(decision, title=title, body=body, signer_name=signer_name, signer_title=signer_title)
    decision.title, decision.body, decision.signer_name, decision.signer_title = (
        title,
        body,
        signer_name,
        signer_title,
    )
    decision.save(update_fields=["title", "body", "signer_name", "signer_title"])
    record("decision.edit", about=decision, by=by, at=at, data={"title": title, "changed": changed})
    return decision


def _changed(decision: Decision, *, body: dict[str, Any], **fields: str) -> list[str]:
    """The texts that differ now, by name: the signer sees what changed since the draft came before."""
    names = [name for name, value in fields.items() if getattr(decision, name) != value]
    return names + [
        name for name in sorted({*body, *decision.body}) if body.get(name) != decision.body.get(name)
    ]


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
            fields |= {
                "number": number,
                "year": decided_on.year,
                "number_text": decision_number(number, symbol(decision)),
            }
        for name, value in fields.items():
            setattr(decision, name, value)
        pdf = to_pdf(decision_document(decision))
        fields["draft_file"] = store_generated(
            content=pdf, name=f"{decision.code}-du-thao.pdf", kind=FileKind.GENERATED, by=by, at=at
        )
        fields["sent_by"] = by.person
        apply_move(
            decision,
            "send",
            by=by,
            at=at,
            fields=fields,
            number=decision.number_text,
            sha256=fields["draft_file"].sha256,
        )
        queue(
            "decision.for_signature",
            to=Office(decision.unit, Role.SIGNER),
            about=decision,
            at=at,
            title=decision.title,
        )
    return decision


@transaction.atomic
def take_back(*, decision: Decision, reason: str, by: Acting, at: datetime) -> Decision:
    """Back to draft; the number stays with it, signature, scan and confirmations do not count any more."""
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_take_back(decision, by=by, at=at)
    apply_move(decision, "take_back", by=by, at=at, reason=reason, fields=dict(UNSIGNED))
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
    check_can_refuse(decision, by=by, at=at)
    apply_move(decision, "refuse", by=by, at=at, reason=reason, fields=dict(UNSIGNED))
    office = Role.CENTRAL_OFFICE if decision.level == "central" else Role.PROVINCE_OFFICE
    queue("decision.refused", to=Office(decision.unit, office), about=decision, at=at, reason=reason)
    return decision
