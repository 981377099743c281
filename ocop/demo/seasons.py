"""What happened in the demo world. Numbers are working days before today; `Plan(points, stars)` is where a product ends.

Every state of every machine occurs (tests/demo asserts it).
"""

from ocop.demo.builders import councils as c
from ocop.demo.builders import decisions as q
from ocop.demo.builders import dossiers as d
from ocop.demo.builders import sides as s
from ocop.demo.builders.councils import CENTRE, PROVINCE
from ocop.demo.builders.dossiers import Plan
from ocop.demo.world import World
from ocop.dossiers.enums import DossierKind
from ocop.recognition.enums import DecisionKind

FIRST = {
    "tra-sen": Plan(78, 4),
    "com-kho": Plan(63, 3),
    "mat-ong": Plan(66, 3),
    "lua-to": Plan(82, 4),
    "tuong-nep": Plan(59, 3),
    "sua-chua": Plan(75, 4),
    "hoa-lan": Plan(58, 2, miss=3),
}
TOP = {
    "men-lam": Plan(96, 5),
    "may-tre": Plan(95, 5),
    "cao-thuoc": Plan(95, 5),
    "ao-lua": Plan(95, 5),
    "tra-duoc": Plan(95, 5),
    "pho-mai": Plan(96, 5),
    "binh-hoa": Plan(96, 5),
}


def first(world: World) -> None:
    """A round that is over: recognised, not recognised, disqualified, and seven sent up."""
    days = world.days
    c.establish(world, PROVINCE, ago=118)
    c.plan_round(
        world,
        "first",
        PROVINCE,
        name="Đợt bổ sung giữa năm",
        proposed_by=days.on(92),
        done_by=days.on(40),
        ago=117,
    )
    for key, plan in {**FIRST, **TOP}.items():
        d.to_appraised(world, key, plan, ago=93)
        d.schedule(world, key, "first", ago=90)
    d.to_appraised(world, "ruou-nep", Plan(55, 3), ago=93)
    s.disqualify(world, "ruou-nep", ago=91)
    c.close_round(world, "first", PROVINCE, ago=89)
    c.whole_session(
        world,
        "first-1",
        PROVINCE,
        "first",
        list(FIRST),
        name="Phiên 1 đợt bổ sung",
        ago=80,
        interest={"thanh-vien-3": "sua-chua"},
    )
    c.whole_session(
        world,
        "first-2",
        PROVINCE,
        "first",
        list(TOP),
        name="Phiên 2 đợt bổ sung: sản phẩm từ 90 điểm",
        ago=78,
    )
    q.conclude(world, "hoa-lan", ago=76)
    q.decide(world, PROVINCE, ["tra-sen", "lua-to", "sua-chua", "mat-ong", "tuong-nep"], ago=72)
    world.notes["to_correct"] = q.decide(world, PROVINCE, ["com-kho"], ago=71)
    q.decide(world, PROVINCE, list(TOP), ago=70, kind=DecisionKind.APPROVE_RESULT)
    s.finish_round(world, "first", ago=69)


def central(world: World) -> None:
    """The centre: one of each state, a 5★ recognition, a result sent back."""
    days = world.days
    c.establish(world, CENTRE, ago=68)
    c.plan_round(
        world,
        "central",
        CENTRE,
        name="Đợt của trung ương",
        proposed_by=days.on(60),
        done_by=days.today,
        ago=67,
    )
    for key in list(TOP)[:-1]:
        d.receive(world, key, ago=62, office="tw")
    for key in list(TOP)[:-2]:
        d.schedule(world, key, "central", ago=58, office="tw")
    c.close_round(world, "central", CENTRE, ago=56)
    c.whole_session(
        world,
        "central-1",
        CENTRE,
        "central",
        ["men-lam", "may-tre", "cao-thuoc"],
        name="Phiên 1 của trung ương",
        ago=45,
        lower={"may-tre": 12},
    )
    q.decide(world, CENTRE, ["men-lam"], ago=38)
    q.send_back(world, "may-tre", ago=37)
    c.prepare(world, "central-2", CENTRE, "central", ["ao-lua"], name="Phiên 2 của trung ương", ago=8)
    c.convene(world, "central-2", CENTRE, ago=8)
    c.declare(world, "central-2", CENTRE, ago=7)
    c.open_scoring(world, "central-2", CENTRE, ago=5)
    c.score(world, "ao-lua", CENTRE, ago=5, members=["tw-thanh-vien-2"])
    c.begin_sheet(world, "ao-lua", "tw-thanh-vien-3", CENTRE, ago=5, share=0.6)


def after(world: World) -> None:
    """After recognition: a decision replaced, marks suspended and revoked, new dossiers from certificates."""
    q.correct(world, world.notes["to_correct"], PROVINCE, ago=55)
    q.suspend(world, "lua-to", ago=12)
    q.revoke(world, "mat-ong", PROVINCE, ago=20)
    q.dismiss(world, q.propose_revocation(world, "sua-chua", ago=30, ground="d"), ago=26)
    q.propose_revocation(world, "tuong-nep", ago=4)
    d.start(world, "tra-sen", Plan(80, 4), ago=10, kind=DossierKind.RE_EVALUATION, name="tra-sen-again")
    d.to_province(world, "com-kho", Plan(76, 4), ago=15, kind=DossierKind.UPGRADE, name="com-kho-up")
    d.receive(world, "com-kho-up", ago=12)
    d.assign(world, "com-kho-up", ago=11)
    d.appraise(world, "com-kho-up", ago=3, report=False)


def queues(world: World) -> None:
    """The running season before the council: one or two in every state."""
    d.start(world, "hat-sen", Plan(74, 4), ago=6)
    d.fill(world, "hat-sen", ago=4, share=0.55)
    s.desk_entry(world, "tam-sen", Plan(64, 3), ago=5)
    d.file(world, "bot-sen", Plan(67, 3), ago=9)
    s.return_from_commune(world, "bot-sen", ago=5)
    d.file(world, "banh-com", Plan(61, 3), ago=1)
    d.file(world, "che-dinh", Plan(88, 4), ago=2)
    for key, filed, accepted in (
        ("cha-com", 24, 20),
        ("vo-goi", 6, 4),
        ("che-tom", 12, 10),
        ("muoi-vung", 5, 3),
    ):
        d.file(world, key, Plan(65, 3), ago=filed)
        d.accept(world, key, ago=accepted)
    d.assess(world, "vo-goi", ago=2)
    for key, ago in (("gach-men", 3), ("che-moc", 4), ("mien-dong", 5)):
        d.to_province(world, key, Plan(71, 4), ago=ago)
    d.receive(world, "mien-dong", ago=2, office="tinh-3")
    d.to_province(world, "xa-chanh", Plan(68, 3), ago=8)
    d.receive(world, "xa-chanh", ago=6)
    d.to_province(world, "phan-hoa", Plan(69, 3), ago=12)
    d.receive(world, "phan-hoa", ago=10)
    s.ask_from_province(world, "phan-hoa", ago=7)
    d.to_province(world, "den-may", Plan(73, 4), ago=14)
    d.receive(world, "den-may", ago=12)
    d.assign(world, "den-may", ago=9)
    d.to_appraised(world, "khay-tre", Plan(70, 4), ago=8)
    d.file(world, "dua-muoi", Plan(54, 3), ago=16)
    s.withdraw(world, "dua-muoi", ago=13)


COUNCIL = {
    "cu-sen": Plan(72, 4),
    "tuong-ot": Plan(64, 3),
    "cuc-hoa-mi": Plan(66, 3),
    "cay-the": Plan(62, 3),  # to be scored
    "dia-ca": Plan(79, 4),
    "mut-dua": Plan(65, 3),
    "cha-muc": Plan(67, 3),
    "banh-sua": Plan(74, 4),
    "ban-mien": Plan(76, 4),
    "ruou-mat": Plan(63, 3),
    "tinh-dau-sen": Plan(73, 4),
}
RATED = {
    "bun-sen": Plan(73, 4),
    "khan-lua": Plan(64, 3),
    "tuong-cay": Plan(62, 3),
    "tranh-gom": Plan(76, 4),
    "hu-sua": Plan(66, 3),
    "la-tam": Plan(57, 2, miss=3),
}


def council(world: World) -> None:
    """Sessions in every state, items and sheets too."""
    days = world.days
    c.plan_round(
        world,
        "second",
        PROVINCE,
        name=f"Đợt 2 năm {days.today.year}",
        proposed_by=days.on(16),
        done_by=s.year_end(days),
        ago=66,
    )
    for key, plan in COUNCIL.items():
        d.to_appraised(world, key, plan, ago=22)
        d.schedule(world, key, "second", ago=18)
    s.next_round(world)
    c.prepare(
        world, "preparing", PROVINCE, "second", ["cu-sen"], name="Phiên 4: đang lập chương trình", ago=4
    )
    c.prepare(world, "cancelled", PROVINCE, "second", [], name="Phiên dự kiến trùng lịch", ago=9)
    s.cancel(world, "cancelled", ago=8)
    c.prepare(
        world,
        "declaring",
        PROVINCE,
        "second",
        ["tuong-ot", "cuc-hoa-mi"],
        name="Phiên 3: khai xung đột lợi ích",
        ago=4,
    )
    c.convene(world, "declaring", PROVINCE, ago=4)
    c.declare(world, "declaring", PROVINCE, ago=3, only=["thanh-vien-2", "thanh-vien-4"])
    _scoring_session(world)
    _lock_session(world)


def _scoring_session(world: World) -> None:
    """One product half scored with a paper sheet, one over the gap, one agreed, one postponed; one member kept out."""
    products = ["dia-ca", "mut-dua", "cha-muc", "banh-sua"]
    c.prepare(world, "scoring", PROVINCE, "second", products, name="Phiên 2: đang chấm điểm", ago=7)
    c.convene(world, "scoring", PROVINCE, ago=7)
    c.declare(world, "scoring", PROVINCE, ago=6, interest={"thanh-vien-3": "dia-ca"})
    c.open_scoring(world, "scoring", PROVINCE, ago=3)
    c.score(world, "mut-dua", PROVINCE, ago=3, lower={"thanh-vien-5": c.GAP})
    c.score(world, "cha-muc", PROVINCE, ago=3)
    c.score(world, "dia-ca", PROVINCE, ago=2, members=["chu-tich", "thanh-vien-5"])
    c.begin_sheet(world, "dia-ca", "thanh-vien-4", PROVINCE, ago=2, share=0.7)
    c.enter_paper(world, "dia-ca", "thanh-vien-2", PROVINCE, ago=2)
    s.postpone(world, "banh-sua", ago=2)


def _lock_session(world: World) -> None:
    """All agreed, one of them after a discussion and one with a countersigned paper sheet; the chair has to lock."""
    products = ["ban-mien", "ruou-mat"]
    c.prepare(world, "lock", PROVINCE, "second", products, name="Phiên 1: chờ người thứ hai khóa", ago=9)
    c.convene(world, "lock", PROVINCE, ago=9)
    c.declare(world, "lock", PROVINCE, ago=8)
    c.open_scoring(world, "lock", PROVINCE, ago=6)
    c.score(world, "ban-mien", PROVINCE, ago=6, lower={"thanh-vien-1": c.GAP})
    c.settle_gap(world, "ban-mien", PROVINCE, ago=5)
    c.enter_paper(world, "ruou-mat", "thanh-vien-2", PROVINCE, ago=6)
    c.countersign(world, "ruou-mat", "thanh-vien-2", PROVINCE, ago=6)
    c.score(world, "ruou-mat", PROVINCE, ago=5)
    c.propose_lock(world, "lock", PROVINCE, ago=1)


def deciding(world: World) -> None:
    """Results that wait for a decision, and decisions on their way."""
    days = world.days
    c.plan_round(
        world,
        "autumn",
        PROVINCE,
        name="Đợt chuyên đề mùa thu",
        proposed_by=days.on(44),
        done_by=days.on(1),
        ago=65,
    )
    for key, plan in RATED.items():
        d.to_appraised(world, key, plan, ago=46)
        d.schedule(world, key, "autumn", ago=42)
    c.close_round(world, "autumn", PROVINCE, ago=41)
    c.whole_session(
        world, "autumn", PROVINCE, "autumn", list(RATED), name="Phiên họp đợt chuyên đề mùa thu", ago=30
    )
    signed = q.send(world, q.draft(world, PROVINCE, ["bun-sen"], ago=9), PROVINCE, ago=6)
    q.sign(world, signed, PROVINCE, ago=3)
    q.send(world, q.draft(world, PROVINCE, ["khan-lua"], ago=8), PROVINCE, ago=2)
    q.drop(world, q.draft(world, PROVINCE, ["tranh-gom"], ago=8), PROVINCE, ago=7)
    q.draft(world, PROVINCE, ["tuong-cay"], ago=2)
