"""Rounds and their legal dates (26/2026/QĐ-TTg Điều 5)."""

from datetime import date, datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies.province import check_office
from ocop.programme.models import Round


def check_can_plan(*, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.ROUND_MANAGE)


def proposed_on(dossier: Dossier, round_: Round) -> date:
    """The day the dossier was proposed to the round's level."""
    moment = dossier.sent_up_at if round_.level == "central" else dossier.forwarded_at
    return local_date(moment) if moment else date.max


def check_can_schedule(dossier: Dossier, *, by: Acting, at: datetime, round_: Round | None = None) -> None:
    """In time for the round: proposed on or before its last day (setting round_limit_day_counts)."""
    check_move(dossier, "schedule_central" if by.level == "nation" else "schedule", by=by)
    check_office(dossier, by)
    if round_ is None:
        return
    check_unit(by, round_.unit_id, what="đợt này")
    if round_.state != "open":
        raise RuleBroken(f"{round_.name} không còn nhận hồ sơ.", code="round.not_open", field="round")
    if proposed_on(dossier, round_) > round_.proposed_by_on:
        raise RuleBroken(
            f"Hồ sơ {dossier.code} được đề nghị ngày {proposed_on(dossier, round_):%d/%m/%Y}, sau hạn "
            f"{round_.proposed_by_on:%d/%m/%Y} của {round_.name}; hãy xếp vào đợt sau.",
            code="round.too_late",
            field="round",
        )


def check_can_unschedule(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    check_move(dossier, "unschedule_central" if by.level == "nation" else "unschedule", by=by)
    check_office(dossier, by)


def check_can_close(round_: Round, *, by: Acting, at: datetime) -> None:
    check_move(round_, "close", by=by)
    check_unit(by, round_.unit_id, what="đợt này")
    if not dossiers_of(round_).exists():
        raise RuleBroken("Đợt chưa có hồ sơ nào; hãy xếp hồ sơ trước khi chốt danh sách.", code="round.empty")


def dossiers_of(round_: Round):  # type: ignore[no-untyped-def]
    return round_.central_dossiers if round_.level == "central" else round_.dossiers


def check_can_finish(round_: Round, *, by: Acting, at: datetime) -> None:
    """Every dossier of the round has left the council's hands."""
    check_move(round_, "finish", by=by)
    check_unit(by, round_.unit_id, what="đợt này")
    waiting = (
        dossiers_of(round_)
        .filter(
            state__in=["in_round", "scoring", "rated", "central_in_round", "central_scoring", "central_rated"]
        )
        .count()
    )
    if waiting:
        raise RuleBroken(f"Còn {waiting} hồ sơ của đợt chưa có quyết định.", code="round.waiting")
