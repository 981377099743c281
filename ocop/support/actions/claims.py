"""Claims from filing to the recorded payment. A claim that breaks a rule is refused with its reason, and kept."""

from datetime import date, datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.notify import Office
from ocop.products.models import Product
from ocop.support.enums import OverBudget
from ocop.support.models import Claim, Policy
from ocop.support.policies import claims as policies
from ocop.support.queries.awards import Earned, revocation_of, would_earn

OFFICES = {"commune": Role.COMMUNE_OFFICER, "province": Role.PROVINCE_OFFICE, "nation": Role.CENTRAL_OFFICE}


@transaction.atomic
def file_claim(
    *, product: Product, award_key: str, policy: Policy, note: str = "", by: Acting, at: datetime
) -> Claim:
    """Ask for what one decision earned. Twice, revoked, too late or past the money: refused at once, and kept."""
    policy = Policy.objects.select_related("payer").locked(
        policy.pk
    )  # one after another: nothing is paid twice
    policies.check_may_file(product, by=by)
    found = would_earn(product, policy, award_key, local_date(at))
    if found is None:
        raise RuleBroken(f"Theo “{policy}”, quyết định này không có khoản hỗ trợ nào.", code="claim.nothing")
    refusal = policies.why_refused(found, revoked_on=revocation_of(award_key), at=at)
    made = Claim.objects.create(**_facts(found, policy, refusal, note, by, at))
    said = {"decision": found.decision, "amount": made.amount}
    if refusal:
        said |= {"to": made.state, "reason": refusal}  # it begins at its end
    record("claim.refused_at_once" if refusal else "claim.file", about=made, by=by, at=at, data=said)
    if not refusal:
        notify.queue("claim.filed", to=Office(policy.payer, OFFICES[policy.payer.level]), about=made, at=at)
    return made


def _facts(found: Earned, policy: Policy, refusal: str, note: str, by: Acting, at: datetime) -> dict:  # type: ignore[type-arg]
    one = found.entitlement
    return {
        "code": public_code("DN"),
        "policy": policy,
        "payer": policy.payer,
        "product": found.product,
        "producer": found.product.producer,
        "unit": found.product.unit,
        "award_key": one.award.key,
        "stars": one.award.stars,
        "occasion": one.occasion.value,
        "decided_on": one.award.decided_on,
        "decision_text": found.decision,
        "amount": one.amount,
        "deducted": one.deducted,
        "last_day": one.last_day,
        "budget_year": local_date(at).year,
        "filed_by": by.person,
        "filed_at": at,
        "filed_on_behalf": by.party_id is None,
        "note": note,
        "reason": refusal,
        "state": "refused" if refusal else "filed",
        "state_at": at,
    }


def _held(claim: Claim, move: str, by: Acting) -> Claim:
    """Policy first, then the claim: the same order everywhere, so that two steps never wait for each other."""
    Policy.objects.locked(claim.policy_id)
    held = Claim.objects.select_related("policy__payer", "payer", "product__producer", "producer").locked(
        claim.pk
    )
    policies.check_can(held, move, by=by)
    return held


@transaction.atomic
def ask(*, claim: Claim, reason: str, by: Acting, at: datetime) -> Claim:
    """Papers are missing: back to the producer; its place in the queue begins anew when complete."""
    claim = _held(claim, "ask", by)
    apply_move(claim, "ask", by=by, at=at, reason=reason, fields={"reason": reason, "complete_at": None})
    notify.queue("claim.asked", to=claim.producer, about=claim, at=at, reason=reason)
    return claim


@transaction.atomic
def complete(*, claim: Claim, note: str = "", by: Acting, at: datetime) -> Claim:
    claim = _held(claim, "complete", by)
    apply_move(claim, "complete", by=by, at=at, reason=note, fields={"note": note or claim.note})
    notify.queue("claim.filed", to=Office(claim.payer, OFFICES[claim.payer.level]), about=claim, at=at)
    return claim


@transaction.atomic
def check(*, claim: Claim, papers: list[str], by: Acting, at: datetime) -> Claim:
    """All papers are there: from now on it stands in the queue."""
    claim = _held(claim, "check", by)
    missing = [paper for paper in claim.policy.papers if paper not in papers]
    if missing:
        raise RuleBroken(
            "Còn thiếu giấy tờ; hãy yêu cầu bổ sung.", code="claim.papers", field="papers", details=missing
        )
    fields = {"had_papers": papers, "checked_by": by.person, "complete_at": at, "reason": ""}
    return apply_move(claim, "check", by=by, at=at, fields=fields, papers=papers)  # type: ignore[return-value]


@transaction.atomic
def approve(*, claim: Claim, document: str, by: Acting, at: datetime) -> Claim:
    """By a second person, in the order of the queue, within the year's money; else refused or left waiting."""
    claim = _held(claim, "approve", by)
    if not document.strip():
        raise RuleBroken("Hãy ghi văn bản duyệt.", code="claim.approval", field="document")
    refusal = _lost(claim, at) or _no_money(claim)
    if refusal:
        return _bounce(claim, refusal, by=by, at=at)
    apply_move(claim, "approve", by=by, at=at, fields={"approval": document}, document=document)
    notify.queue("claim.approved", to=claim.producer, about=claim, at=at, product=claim.product.name)
    return claim


def _no_money(claim: Claim) -> str:
    if claim.policy.over_budget != OverBudget.REFUSE:
        return ""
    return policies.over_budget(claim.policy, claim.budget_year, claim.amount, complete=True)


def _lost(claim: Claim, at: datetime) -> str:
    """The stars were revoked while the claim waited."""
    revoked = revocation_of(claim.award_key)
    if revoked and revoked <= local_date(at):
        return f"Sao đã bị thu hồi ngày {revoked:%d/%m/%Y}; sao đã thu hồi không được hỗ trợ."
    return ""


def _bounce(claim: Claim, reason: str, *, by: Acting, at: datetime) -> Claim:
    apply_move(claim, "bounce", by=by, at=at, reason=reason, fields={"reason": reason})
    notify.queue("claim.refused", to=claim.producer, about=claim, at=at, reason=reason)
    return claim


@transaction.atomic
def record_payment(*, claim: Claim, paid_on: date, document: str, by: Acting, at: datetime) -> Claim:
    """What the treasury paid is written down; nothing is paid by this system."""
    claim = _held(claim, "pay", by)
    policies.check_payment(claim, paid_on, document, at=at)
    refusal = _lost(claim, at)
    if refusal:
        return _bounce(claim, refusal, by=by, at=at)
    fields = {"paid_on": paid_on, "paid_document": document}
    apply_move(claim, "pay", by=by, at=at, fields=fields, amount=claim.amount, **fields)
    notify.queue("claim.paid", to=claim.producer, about=claim, at=at, product=claim.product.name)
    return claim


@transaction.atomic
def refuse(*, claim: Claim, reason: str, by: Acting, at: datetime) -> Claim:
    claim = _held(claim, "refuse", by)
    apply_move(claim, "refuse", by=by, at=at, reason=reason, fields={"reason": reason})
    notify.queue("claim.refused", to=claim.producer, about=claim, at=at, reason=reason)
    return claim


@transaction.atomic
def withdraw(*, claim: Claim, reason: str, by: Acting, at: datetime) -> Claim:
    claim = _held(claim, "withdraw", by)
    return apply_move(claim, "withdraw", by=by, at=at, reason=reason, fields={"reason": reason})  # type: ignore[return-value]
