"""Evaluation rounds of a province or of the centre."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move, check_move
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.core.policy import check_unit
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import rounds as policies
from ocop.programme.models import Round


@transaction.atomic
def plan_round(
    *, year: int, name: str, proposed_by_on: date, done_by_on: date, by: Acting, at: datetime, note: str = ""
) -> Round:
    """A new round of the office's unit; numbered within the year."""
    policies.check_can_plan(by=by, at=at)
    last = Round.objects.filter(unit=by.unit, year=year).aggregate(last=Max("number"))["last"] or 0
    round_ = Round.objects.create(
        code=public_code("DOT"),
        unit=by.unit,
        level="central" if by.level == "nation" else "province",
        year=year,
        number=last + 1,
        name=name,
        proposed_by_on=proposed_by_on,
        done_by_on=done_by_on,
        note=note,
        state_at=at,
        created_by=by.person,
    )
    record(
        "round.plan", about=round_, by=by, at=at, data={"proposed_by": proposed_by_on, "done_by": done_by_on}
    )
    return round_


@transaction.atomic
def open_round(*, round_: Round, by: Acting, at: datetime) -> Round:
    round_ = Round.objects.locked(round_.pk)
    check_unit(by, round_.unit_id, what="đợt này")
    return apply_move(round_, "open", by=by, at=at)


@transaction.atomic
def close_round(*, round_: Round, by: Acting, at: datetime) -> Round:
    """Close the list; sessions may be built from it."""
    round_ = Round.objects.locked(round_.pk)
    policies.check_can_close(round_, by=by, at=at)
    return apply_move(round_, "close", by=by, at=at, dossiers=policies.dossiers_of(round_).count())


@transaction.atomic
def reopen_round(*, round_: Round, reason: str, by: Acting, at: datetime) -> Round:
    round_ = Round.objects.locked(round_.pk)
    check_move(round_, "reopen", by=by)
    check_unit(by, round_.unit_id, what="đợt này")
    return apply_move(round_, "reopen", by=by, at=at, reason=reason)


@transaction.atomic
def finish_round(*, round_: Round, by: Acting, at: datetime) -> Round:
    round_ = Round.objects.locked(round_.pk)
    policies.check_can_finish(round_, by=by, at=at)
    return apply_move(round_, "finish", by=by, at=at)


@transaction.atomic
def schedule(*, dossier: Dossier, round_: Round, by: Acting, at: datetime) -> Dossier:
    """Put an appraised dossier on an open round, within its legal dates."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_schedule(dossier, by=by, at=at, round_=round_)
    central = by.level == "nation"
    apply_move(
        dossier,
        "schedule_central" if central else "schedule",
        by=by,
        at=at,
        fields={"central_round" if central else "round": round_},
        round=round_.code,
    )
    notify.queue("dossier.scheduled", to=dossier.producer, about=dossier, at=at, round=round_.name)
    return dossier


@transaction.atomic
def unschedule(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_unschedule(dossier, by=by, at=at)
    central = by.level == "nation"
    return apply_move(
        dossier,
        "unschedule_central" if central else "unschedule",
        by=by,
        at=at,
        reason=reason,
        fields={"central_round" if central else "round": None},
    )


@transaction.atomic
def rerun(*, dossier: Dossier, reason: str, by: Acting, at: datetime) -> Dossier:
    """The centre gave less than 90: the province evaluates again itself (Điều 7 khoản 4)."""
    dossier = Dossier.objects.locked(dossier.pk)
    check_move(dossier, "rerun", by=by)
    policies.check_office(dossier, by)
    return apply_move(dossier, "rerun", by=by, at=at, reason=reason, fields={"round": None})
