"""Correcting a published decision: a new one with the same lines takes its place, the old one stays as it was (I18)."""

from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.recognition.actions.decisions import draft_decision
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision, DecisionLine
from ocop.recognition.policies import decisions as policies

WORDS = ("product", "producer", "address", "group")


@transaction.atomic
def draft_correction(*, decision: Decision, by: Acting, at: datetime) -> Decision:
    """A draft with the lines as decided; their words may then be mended, stars and points may not."""
    decision = Decision.objects.locked(decision.pk)
    policies.check_can_correct(decision, by=by, at=at)
    made = draft_decision(
        kind=DecisionKind.CORRECT,
        round_=decision.round,
        supersedes=decision,
        by=by,
        at=at,
        title=f"Thay thế Quyết định số {decision.number_text} ngày {decision.decided_on:%d/%m/%Y}: {decision.title}"[
            :300
        ],
    )
    for line in decision.lines.all():
        DecisionLine.objects.create(
            decision=made,
            place=line.place,
            product=line.product,
            dossier=line.dossier,
            result=line.result,
            stars=line.stars,
            mean_shown=line.mean_shown,
            snapshot=line.snapshot,
        )
    made.signer_name, made.signer_title = decision.signer_name, decision.signer_title
    made.save(update_fields=["signer_name", "signer_title"])
    return made


@transaction.atomic
def edit_line(*, line: DecisionLine, words: dict[str, str], by: Acting, at: datetime) -> DecisionLine:
    """Mend the wording of one line of a correction."""
    decision = Decision.objects.locked(line.decision_id)
    policies.check_can_edit(decision, by=by, at=at)
    if decision.kind != DecisionKind.CORRECT:
        raise RuleBroken(
            "Chữ trong phụ lục lấy từ hồ sơ đã chấm; chỉ sửa được trong quyết định thay thế.",
            code="line.words",
        )
    changed = {
        name: words[name] for name in WORDS if name in words and words[name] != line.snapshot.get(name, "")
    }
    if not changed:
        return line
    before = {name: line.snapshot.get(name, "") for name in changed}
    line.snapshot = {**line.snapshot, **changed}
    line.save(update_fields=["snapshot"])
    record(
        "decision.line",
        about=decision,
        by=by,
        at=at,
        data={"line": line.place, "before": before, "after": changed},
    )
    return line
