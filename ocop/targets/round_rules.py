"""Who may open and close a round of registration, and when a registration is taken."""

from collections.abc import Sequence
from datetime import date, datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.rulebook.registration import overlapping, refusal, window_for
from ocop.targets.models import Registration, RegistrationRound


def check_office(unit: Unit | None, *, by: Acting) -> None:
    check_permission(by, Permission.TARGET_SET)
    if unit is None or by.unit is None or by.unit.pk != unit.pk:
        raise PermissionRefused(
            f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}; đợt đăng ký này của đơn vị khác.",
            code="unit",
        )


def check_can_open(
    year: int, opens_on: date, closes_on: date, document: str, *, by: Acting, at: datetime
) -> None:
    check_office(by.unit, by=by)
    unit, today = by.unit, local_date(at)
    if unit is None or unit.level not in (Level.NATION, Level.PROVINCE):
        raise RuleBroken("Chỉ Trung ương và cấp tỉnh mở đợt đăng ký.", code="call.level")
    if year not in (today.year, today.year + 1):
        raise RuleBroken(
            f"Chỉ mở đợt đăng ký cho năm {today.year} hoặc {today.year + 1}.", code="year", field="year"
        )
    if closes_on < opens_on:
        raise RuleBroken("Ngày cuối phải từ ngày mở trở đi.", code="call.days", field="closes_on")
    if not document.strip():
        raise RuleBroken("Hãy ghi văn bản kêu gọi đăng ký.", code="document", field="document")
    others = RegistrationRound.objects.filter(unit=unit, year=year).select_related("unit")
    if other := overlapping(opens_on, closes_on, [one.window for one in others]):
        raise RuleBroken(
            f"Trùng ngày với đợt “{other.name}” ({other.opens_on:%d/%m/%Y} – {other.closes_on:%d/%m/%Y}).",
            code="call.overlap",
            field="opens_on",
        )


def check_can_set_last_day(
    one: RegistrationRound, closes_on: date, reason: str, *, by: Acting, at: datetime
) -> None:
    check_office(one.unit, by=by)
    if one.state == "closed":
        raise RuleBroken("Đợt đã chốt danh sách nên không đổi ngày được.", code="call.closed")
    if closes_on < max(one.opens_on, local_date(at)):
        raise RuleBroken(
            "Ngày cuối không được trước hôm nay và trước ngày mở.", code="call.days", field="closes_on"
        )
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do đổi ngày cuối.", code="reason", field="reason")
    others = RegistrationRound.objects.filter(unit=one.unit, year=one.year).exclude(pk=one.pk)
    if other := overlapping(one.opens_on, closes_on, [o.window for o in others.select_related("unit")]):
        raise RuleBroken(f"Trùng ngày với đợt “{other.name}”.", code="call.overlap", field="closes_on")


def check_can_close(one: RegistrationRound, *, by: Acting, at: datetime) -> None:
    check_office(one.unit, by=by)
    check_move(one, "close", by=by)
    if local_date(at) <= one.closes_on:
        raise RuleBroken(
            f"Đợt còn nhận đăng ký đến hết {one.closes_on:%d/%m/%Y}. Muốn chốt sớm, hãy đổi ngày cuối trước.",
            code="call.running",
        )


def round_taking(rounds: Sequence[RegistrationRound], on: date) -> RegistrationRound | None:
    """Which of the rounds for a unit and year takes a registration on that day; none where the year is free."""
    windows = [one.window for one in rounds]
    if sentence := refusal(windows, on):
        raise RuleBroken(sentence, code="call.window", field="year")
    found = window_for(windows, on)
    return next((one for one in rounds if found and one.pk == found.key), None)


def check_not_frozen(line: Registration) -> None:
    if line.round and line.round.state == "closed":
        raise RuleBroken(
            f"{line.round.name} đã chốt danh sách nên không rút được nữa.", code="call.closed", field="reason"
        )
