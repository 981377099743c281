"""Rewards, checks on the spot and periodic reports of invented producers. Policies, plans and periods are marked as
invented too, so that they ask and promise nothing to real producers."""

from datetime import date, timedelta
from typing import Any

from ocop.core.acting import Acting
from ocop.demo.world import World
from ocop.products.models import Product
from ocop.recognition.actions.revoking import lift_suspension
from ocop.recognition.models import Certificate
from ocop.supervision.actions import advices, findings, periodic, plans, visits
from ocop.supervision.actions.answering import Entry, save_answers
from ocop.supervision.models import Case, InspectionPlan, Visit
from ocop.supervision.queries.checklists import checklist
from ocop.support.actions import claims, terms

PAPERS = ["Giấy đề nghị của chủ thể", "Bản sao quyết định công nhận", "Số tài khoản nhận tiền"]
RATES = {
    (3, "first"): 10_000_000,
    (4, "first"): 25_000_000,
    (5, "first"): 50_000_000,
    (4, "upgrade"): 25_000_000,
    (5, "upgrade"): 50_000_000,
    (3, "keep"): 3_000_000,
    (4, "keep"): 5_000_000,
}
FIGURES = {"revenue": 1840, "revenue_ocop": 1210, "revenue_online": 260, "workers": 24, "workers_female": 15}


def add_oversight(world: World) -> None:
    _claims(world, _policy(world))
    _plans(world)
    _sudden(world)
    _periods(world)


def _owner(world: World, product: Product, at: Any) -> Acting:
    maker = next(name for name, one in world.producers.items() if one.pk == product.producer_id)
    return world.owner(maker, at)


def _policy(world: World) -> Any:
    at = world.days.at(52, 9)
    by, year = world.by("tinh", at), world.days.on(100).year
    policy = terms.create_policy(
        data={
            "title": "Thưởng sản phẩm OCOP được công nhận (chính sách giả định)",
            "document": "Nghị quyết 00/NQ-HĐND (giả định)",
            "document_on": date(year - 1, 12, 10),
            "from_on": date(year, 1, 1),
            "until_on": date(world.days.today.year, 12, 31),
            "claim_days": 180,
            "pays_difference": True,
            "over_budget": "wait",
            "money_source": "Ngân sách thành phố (giả định)",
            "papers": PAPERS,
        },
        rates=RATES,
        by=by,
        at=at,
        is_demo=True,
    )
    for budget_year in {at.year, world.days.today.year}:
        terms.set_budget(
            policy=policy, year=budget_year, cap=55_000_000, document="QĐ 00 (giả định)", by=by, at=at
        )
    return policy


def _claims(world: World, policy: Any) -> None:
    """One in every state: paid, waiting for payment, for money, for papers, for a look, withdrawn, refused."""

    def file(key: str, ago: int) -> Any:
        product, at = world.products[key], world.days.at(ago, 9)
        certificate = Certificate.objects.filter(product=product).order_by("pk").first()
        assert certificate is not None
        award = f"c{certificate.pk}"
        return claims.file_claim(
            product=product, award_key=award, policy=policy, by=_owner(world, product, at), at=at
        )

    def step(act: Any, claim: Any, who: str, ago: int, **given: Any) -> Any:
        at = world.days.at(ago, 14)
        return act(claim=claim, by=world.by(who, at), at=at, **given)

    gone = file("mat-ong", 44)
    at = world.days.at(42, 9)
    claims.withdraw(claim=gone, reason="Chờ đủ hóa đơn", by=_owner(world, gone.product, at), at=at)
    for key, ago, steps in (("sua-chua", 45, 3), ("tra-sen", 38, 2), ("com-kho", 28, 1)):
        claim = step(claims.check, file(key, ago), "tinh", ago - 1, papers=PAPERS)
        if steps > 1:
            claim = step(claims.approve, claim, "tinh-2", ago - 4, document="QĐ duyệt chi 00 (giả định)")
        if steps > 2:
            paid_on = world.days.on(ago - 8)
            step(claims.record_payment, claim, "tinh", ago - 8, paid_on=paid_on, document="UNC 00 (giả định)")
    step(claims.ask, file("lua-to", 15), "tinh", 10, reason="Thiếu số tài khoản nhận tiền")
    file("tuong-nep", 5)
    file("sua-chua", 3)
    file("mat-ong", 2)


def _filled(world: World, visit: Visit, ago: int, *bad: str, part: bool = False) -> Visit:
    at = world.days.at(ago, 10)
    by = world.by("kiem-tra", at)
    visit = visits.start(visit=visit, by=by, at=at)
    items = checklist(visit)
    entries = {
        item.code: Entry("bad" if item.code in bad else "good") for item in items[: 3 if part else None]
    }
    entries |= {
        f"note:{item.code}": Entry(f"Ghi tại chỗ (giả định): {item.words.lower()}: chưa đạt.")
        for item in items
        if item.code in bad
    }
    return save_answers(
        visit=visit, entries=entries, version=0, device="demo", key=f"demo-{visit.code}", by=by, at=at
    ).visit


def _concluded(world: World, visit: Visit, ago: int, *bad: str) -> Visit:
    visit, at = _filled(world, visit, ago, *bad), world.days.at(ago, 16)
    by = world.by("kiem-tra", at)
    return visits.submit(visit=visit, visited_on=world.days.on(ago), met="Đại diện chủ thể", by=by, at=at)


def _drawn(world: World, ago: int, size: int, seed: str, *, year: int = 0) -> InspectionPlan:
    at = world.days.at(ago, 8)
    year = year or at.year
    return plans.draw_plan(
        year=year,
        title=f"Kế hoạch kiểm tra năm {year} ({seed})",
        size=size,
        percent=40,
        seed=seed,
        by=world.by("tinh", at),
        at=at,
        is_demo=True,
    )


def _moved(world: World, plan: InspectionPlan, name: str, ago: int) -> None:
    at = world.days.at(ago, 17)
    plans.move_plan(plan=plan, name=name, by=world.by("tinh", at), at=at)


def _plans(world: World) -> None:
    """One that is over, one that runs with visits in every state, one being drawn up."""
    over = _drawn(world, 48, 1, "đợt thử")
    _moved(world, over, "give", 48)
    _concluded(world, over.visits.get(), 46)
    _moved(world, over, "close", 45)
    plan = _drawn(world, 44, 5, "đợt chính")
    _moved(world, plan, "give", 44)
    first, second, third = plan.visits.order_by("picked_by", "pk")[:3]
    faulty = _concluded(world, first, 30, "nhan-3")
    _mended(world, faulty, accept=True)
    _filled(world, second, 2, part=True)
    at = world.days.at(12, 9)
    visits.cancel(visit=third, reason="Cơ sở tạm nghỉ sửa xưởng", by=world.by("tinh", at), at=at)
    _drawn(world, 1, 4, "năm sau", year=world.days.today.year + 1)


def _mended(world: World, visit: Visit, *, accept: bool) -> None:
    finding = visit.findings.select_related("product").first()
    assert finding is not None
    at = world.days.at(9, 9)
    findings.answer(
        finding=finding, reason="Đã in lại nhãn, thu nhãn cũ.", by=_owner(world, finding.product, at), at=at
    )
    if accept:
        at = world.days.at(8, 9)
        findings.accept(finding=finding, by=world.by("kiem-tra", at), at=at)


def _sudden(world: World) -> None:
    """From a report of misuse; and two with advice: declined, taken (and lifted again), waiting."""

    def asked(key: str, ago: int, case: Case | None = None) -> Visit:
        at = world.days.at(ago, 8)
        return visits.plan_visit(
            product=world.products[key], kind="sudden", case=case, by=world.by("tinh", at), at=at
        )

    def advised(visit: Visit, kind: str, ago: int, ground: str = "") -> Any:
        at = world.days.at(ago, 9)
        words = "Kết luận giả định của bản demo."
        return advices.advise(
            visit=visit, kind=kind, ground=ground, words=words, by=world.by("kiem-tra", at), at=at
        )

    case = Case.objects.filter(product=world.products["lua-to"], state="confirmed").first()
    _concluded(world, asked("lua-to", 6, case), 5, "sao-1")
    tea = _concluded(world, asked("com-kho", 26), 25, "attp-2")
    _mended(world, tea, accept=False)
    at = world.days.at(22, 9)
    declined = advised(tea, "revoke", 24, "b")
    advices.decline(advice=declined, reason="Lỗi khắc phục được.", by=world.by("tinh", at), at=at)
    milk = _concluded(world, asked("sua-chua", 19), 18, "attp-1")
    at = world.days.at(16, 9)
    taken = advices.take(advice=advised(milk, "suspend", 17), by=world.by("tinh", at), at=at)
    at = world.days.at(13, 9)
    lift_suspension(suspension=taken.suspension, by=world.by("tinh", at), at=at)
    advised(tea, "suspend", 2)


def _periods(world: World) -> None:
    days = world.days
    middle, end = days.on(36) - timedelta(days=180), days.on(36)
    before = _period(
        world, "Kỳ trước (giả định)", middle - timedelta(days=181), middle - timedelta(days=1), days.on(46)
    )
    now = _period(world, "Sáu tháng vừa qua (giả định)", middle, end, days.on(4))
    _reported(world, before, "sen", 47, revenue=1705, workers=22)
    first = _reported(world, now, "sen", 30)
    at = days.at(25, 10)
    periodic.correct_report(
        report=first,
        data={**FIGURES, "revenue": 1865},
        reason="Cộng sót một hội chợ",
        by=world.owner("sen", at),
        at=at,
    )
    _reported(world, now, "com", 20, revenue=960, revenue_ocop=700, workers=18, workers_female=12)
    _reported(world, now, "lua", 2, revenue=3120, revenue_ocop=2400, workers=40, workers_female=31)


def _period(world: World, title: str, from_on: date, until_on: date, due_on: date) -> Any:
    at = world.days.at(50, 9)
    return periodic.open_period(
        title=title,
        from_on=from_on,
        until_on=until_on,
        due_on=due_on,
        by=world.by("tinh", at),
        at=at,
        is_demo=True,
    )


def _reported(world: World, period: Any, maker: str, ago: int, **changes: Any) -> Any:
    at = world.days.at(ago, 10)
    return periodic.give_report(
        period=period,
        producer=world.producers[maker],
        data={**FIGURES, **changes},
        by=world.owner(maker, at),
        at=at,
    )
