"""Plans of every level in different states, and a round of registration that runs. Everything in them is invented: names say “Mẫu”, and they are marked as demo."""

from datetime import date, datetime, timedelta
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.demo.cast import BA_VI, BAT_TRANG, HA_DONG, LA_BANG
from ocop.demo.world import World
from ocop.plans.actions import contents, plans, working
from ocop.plans.models import Plan
from ocop.targets.actions import rounds, statements
from ocop.targets.models import RegistrationRound

BEGUN, ISSUED, REPORTED = 118, 115, 15  # working days ago
SIGNER = "Người ký giả định"
Goals = tuple[tuple[str, int], ...]
# heading (its place among those of tasks and solutions), task, office, days from today to its day, percent done
TASKS: tuple[tuple[int, str, str, int, int], ...] = (
    (0, "Mở chuyên mục OCOP Mẫu trên đài truyền thanh", "Văn phòng Điều phối Mẫu", -20, 100),
    (1, "Tổ chức lớp tập huấn Mẫu cho chủ thể", "Phòng Kinh tế Mẫu", -8, 60),
    (2, "Hỗ trợ nhóm hộ Mẫu hoàn thiện sản phẩm mới", "Phòng Kinh tế Mẫu", 5, 40),
    (4, "Đưa sản phẩm tới hội chợ Mẫu", "Trung tâm xúc tiến Mẫu", 24, 0),
    (6, "Kiểm tra sau công nhận theo kế hoạch Mẫu", "Đoàn kiểm tra Mẫu", 30, 10),
    (10, "Lồng ghép vốn chương trình Mẫu", "Phòng Tài chính Mẫu", 30, 25),
)
LINES = (
    ("Tập huấn, đào tạo", "province", 1),
    ("Xúc tiến thương mại", "combined", 2),
    ("Bao bì, nhãn", "producers", 1),
)


def add_plans(world: World) -> None:
    """The nation's first, so that the province joins it, then two communes: one at work, one still writing."""
    at = world.days.at(BEGUN, 9)
    nation = _running(world, world.by("tw", at), 40, goals=(("recognised_in_year", 3000),), upper=None)
    goals: Goals = (("evaluated_in_year", 9), ("recognised_in_year", 8), ("producers", 30))
    capital = _running(world, world.by("tinh", at), 10, goals=goals, upper=nation)
    ha_dong = world.officer(world.unit(HA_DONG), at)
    _amended(world, _running(world, ha_dong, 1, goals=(("recognised_in_year", 3),), upper=capital), ha_dong)
    _drafted(world, world.officer(world.unit(BAT_TRANG), at), capital)
    _others(world, capital)


def _running(world: World, by: Acting, size: int, *, goals: Goals, upper: Plan | None) -> Plan:
    """Issued and at work: some tasks done, one late, some money spent."""
    plan = _written(world, by, size, goals, upper)
    at = world.days.at(ISSUED, 10)
    paper = {"number": f"{size}/KH-MAU", "decided_on": local_date(at), "signer": SIGNER}
    plan = plans.submit(plan=plan, by=by, at=at)
    plan = plans.issue(plan=plan, paper=paper, by=by, at=at)
    _report(world, plan, by)
    return plan


def _written(world: World, by: Acting, size: int, goals: Goals, upper: Plan | None) -> Plan:
    at, unit = world.days.at(BEGUN, 9), by.unit
    assert unit is not None
    title = f"Kế hoạch OCOP năm 2026 của {unit.full_name} (giả định)"
    plan = plans.create_plan(
        period="2026-2030",
        year=2026,
        title=title,
        upper=upper,
        purpose="Kế hoạch Mẫu của bản dùng thử.",
        by=by,
        at=at,
    )
    Plan.objects.filter(pk=plan.pk).update(is_demo=True)
    plan.refresh_from_db()
    _fill(world, plan, by, size, goals, at)
    return plan


def _fill(world: World, plan: Plan, by: Acting, size: int, goals: Goals, at: datetime) -> None:
    def add(kind: str, **data: Any) -> None:
        contents.add_item(plan=plan, kind=kind, data=data, by=by, at=at)

    heading = plan.groups.filter(kind="objective").first()
    for key, value in goals:
        add("objective", group=heading, indicator=key, sense="at_least", value=value, words="")
    add(
        "objective",
        group=heading,
        indicator="",
        sense="at_least",
        value=None,
        words="Mỗi sản phẩm Mẫu có câu chuyện riêng",
    )
    work = [*plan.groups.filter(kind="task"), *plan.groups.filter(kind="solution")]
    for place, title, office, days, _percent in TASKS:
        due_on = min(world.days.today + timedelta(days=days), date(plan.year_until, 12, 31))
        add(
            "task", group=work[place], title=title, office=office, partners="Hội Mẫu, Đoàn Mẫu", due_on=due_on
        )
    for content, source, share in LINES:
        add("line", content=content, source=source, planned=share * size * 25_000_000)


def _report(world: World, plan: Plan, by: Acting) -> None:
    at = world.days.at(REPORTED, 14)
    on = local_date(at)
    for task in plan.tasks.all():
        percent = next(row[4] for row in TASKS if row[1] == task.title)
        if percent:
            words = "Số liệu giả định của bản dùng thử."
            working.report_progress(task=task, percent=percent, words=words, reported_on=on, by=by, at=at)
    for line in plan.lines.all():
        for kind, amount in (("committed", line.planned * 3 // 5), ("spent", line.planned // 3)):
            working.move_money(line=line, kind=kind, amount=amount, moved_on=on, by=by, at=at)


def _amended(world: World, plan: Plan, by: Acting) -> None:
    """A second version is in force; the first stays readable."""
    at = world.days.at(10, 9)
    made = plans.submit(plan=plans.amend(plan=plan, by=by, at=at), by=by, at=at)
    paper = {"number": "1a/KH-MAU", "decided_on": local_date(at), "signer": SIGNER}
    plans.issue(plan=made, paper=paper, by=by, at=at)


def _others(world: World, upper: Plan) -> None:
    """One waits for its decision, one was closed early."""
    at = world.days.at(BEGUN, 9)
    ba_vi = world.officer(world.unit(BA_VI), at)
    plans.submit(plan=_written(world, ba_vi, 1, (("recognised_in_year", 1),), upper), by=ba_vi, at=at)
    la_bang = world.officer(world.unit(LA_BANG), at)
    plan = _running(world, la_bang, 1, goals=(("recognised_in_year", 1),), upper=None)
    reason = "Gộp vào kế hoạch của tỉnh (giả định)."
    plans.move(plan=plan, name="close", reason=reason, by=la_bang, at=world.days.at(5, 9))


def _drafted(world: World, by: Acting, upper: Plan) -> None:
    """Written and not yet submitted."""
    _written(world, by, 1, (("recognised_in_year", 2),), upper)


def add_round(world: World) -> None:
    """A round of the capital that is over, and one that runs: two communes have registered, the others have not."""
    _closed_round(world)
    at = world.days.at(11, 8)
    opened = rounds.open_round(
        name=f"Đợt đăng ký cuối năm {at.year} (giả định)",
        year=at.year,
        opens_on=local_date(at),
        closes_on=world.days.today + timedelta(days=25),
        document="Công văn giả định về đăng ký sản phẩm OCOP",
        note="Đợt giả định của bản dùng thử.",
        by=world.by("tinh", at),
        at=at,
    )
    RegistrationRound.objects.filter(pk=opened.pk).update(is_demo=True)
    late = world.days.at(3, 15)
    for key, name in ((HA_DONG, "Sản phẩm Mẫu thêm"), (BAT_TRANG, "Bình gốm Mẫu thêm")):
        unit = world.unit(key)
        statements.register_product(
            unit=unit,
            year=at.year,
            product_name=name,
            producer_name="Hộ kinh doanh giả định",
            by=world.officer(unit, late),
            at=late,
        )


def _closed_round(world: World) -> None:
    at, over = world.days.at(60, 8), world.days.at(35, 9)
    held = rounds.open_round(
        name=f"Đợt đăng ký giữa năm {at.year} (giả định)",
        year=at.year,
        opens_on=local_date(at),
        closes_on=local_date(world.days.at(40, 8)),
        document="Công văn giả định về đăng ký sản phẩm OCOP, đợt giữa năm",
        by=world.by("tinh", at),
        at=at,
    )
    RegistrationRound.objects.filter(pk=held.pk).update(is_demo=True)
    rounds.close_round(one=held, by=world.by("tinh", over), at=over)
