"""Turns aside from the straight way: returned, withdrawn, disqualified, postponed, cancelled."""

from datetime import date

from ocop.demo.builders import dossiers as d
from ocop.demo.builders.councils import PROVINCE, item_of
from ocop.demo.builders.dossiers import MAKER_OF, Plan
from ocop.demo.days import Days
from ocop.demo.world import World
from ocop.dossiers.actions import commune, handing, province, rounds
from ocop.evaluation.actions import agenda, sessions


def desk_entry(world: World, key: str, plan: Plan, *, ago: int) -> None:
    """The officer enters the dossier at the desk and offers it to the producer."""
    at = world.days.at(ago, 8)
    by = world.officer(world.products[key].unit, at)
    d.start(world, key, plan, ago=ago + 1, by=by)
    d.fill(world, key, ago=ago, by=by)
    handing.offer(dossier=world.dossier(key), by=by, at=world.days.at(ago, 16))


def return_from_commune(world: World, key: str, *, ago: int) -> None:
    d.accept(world, key, ago=ago + 2)
    at, dossier = world.days.at(ago, 10), world.dossier(key)
    criterion = dossier.criteria_set.criteria_set.criteria[1]
    items = [
        {
            "where": criterion.code,
            "label": f"{criterion.code} {criterion.title}"[:200],
            "reason": "unreadable",
            "text": "Hợp đồng chụp bị mờ trang 2; xin chụp lại cả trang.",
        },
        {
            "where": "plan",
            "label": "Kế hoạch sản xuất kinh doanh",
            "reason": "incomplete",
            "text": "Ghi rõ sản lượng dự kiến từng năm.",
        },
    ]
    commune.return_dossier(
        dossier=dossier,
        items=items,
        message="Hồ sơ tốt, chỉ cần hai chỗ sau.",
        by=world.officer(dossier.unit, at),
        at=at,
    )


def ask_from_province(world: World, key: str, *, ago: int) -> None:
    at, dossier = world.days.at(ago, 10), world.dossier(key)
    items = [
        {
            "where": "results",
            "label": "Kết quả sản xuất kinh doanh",
            "reason": "incomplete",
            "text": "Bổ sung số hộ liên kết và diện tích.",
        }
    ]
    province.ask_back(dossier=dossier, items=items, message="", by=world.by("tinh", at), at=at)


def withdraw(world: World, key: str, *, ago: int) -> None:
    at = world.days.at(ago, 10)
    handing.withdraw(
        dossier=world.dossier(key),
        reason="Đổi mẫu bao bì, sẽ nộp lại sau.",
        by=world.owner(MAKER_OF[key], at),
        at=at,
    )


def disqualify(world: World, key: str, *, ago: int) -> None:
    at = world.days.at(ago, 10)
    province.disqualify(
        dossier=world.dossier(key),
        reason="Giấy chứng nhận cơ sở đủ điều kiện không phải của cơ sở sản xuất sản phẩm này.",
        by=world.by("tinh", at),
        at=at,
    )


def postpone(world: World, key: str, *, ago: int) -> None:
    at = world.days.at(ago, 16)
    agenda.postpone_item(
        item=item_of(world, key), reason="Chờ phiếu kiểm nghiệm bổ sung.", by=world.by("thu-ky", at), at=at
    )


def cancel(world: World, key: str, *, ago: int) -> None:
    at = world.days.at(ago, 10)
    sessions.cancel_session(
        session=world.sessions[key], reason="Trùng lịch họp của thành phố.", by=world.by("thu-ky", at), at=at
    )


def finish_round(world: World, key: str, *, ago: int) -> None:
    at = world.days.at(ago, 10)
    rounds.finish_round(round_=world.rounds[key], by=world.by("tinh", at), at=at)


def next_round(world: World) -> None:
    """A round that is only planned."""
    at = world.days.at(3, 10)
    year = world.days.today.year + 1
    rounds.plan_round(
        year=year,
        name=f"Đợt 1 năm {year}",
        proposed_by_on=date(year, 4, 30),
        done_by_on=date(year, 6, 30),
        by=world.by(PROVINCE.office, at),
        at=at,
    )


def year_end(days: Days) -> date:
    return date(days.today.year, 12, 30) if days.today.month < 12 else date(days.today.year + 1, 6, 30)
