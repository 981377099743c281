"""Rounds, councils and their sessions: declaring, scoring by every member, gaps, paper sheets, locking by two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.demo.choosing import Choices, vary
from ocop.demo.world import World
from ocop.dossiers.actions import rounds
from ocop.evaluation.actions import agenda, conflicts, councils, locking, outcomes, sessions, sheets
from ocop.evaluation.models import Item, Session, Sheet
from ocop.rulebook.rules import CouncilRules


@dataclass(frozen=True)
class Table:
    """Who sits in a council, by key of the cast; the chair comes first among those who score."""

    secretary: str
    scoring: tuple[str, ...]
    office: str
    unit: str
    name: str


PROVINCE = Table(
    "thu-ky",
    ("chu-tich", *(f"thanh-vien-{n}" for n in range(1, 6))),
    "tinh",
    "01",
    "Hội đồng đánh giá, phân hạng sản phẩm OCOP thành phố Hà Nội (bản demo)",
)
CENTRE = Table(
    "tw-thu-ky",
    ("tw-chu-tich", *(f"tw-thanh-vien-{n}" for n in range(1, 4))),
    "tw",
    "VN",
    "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp trung ương (bản demo)",
)
# How far each seat lies below the strongest member, in points: well within the permitted gap.
LEANINGS = (0, 1, 2, 3, 2, 4)
GAP = 16


def plan_round(
    world: World, key: str, table: Table, *, name: str, proposed_by: date, done_by: date, ago: int
) -> None:
    at = world.days.at(ago, 8)
    by = world.by(table.office, at)
    made = rounds.plan_round(
        year=at.year, name=name, proposed_by_on=proposed_by, done_by_on=done_by, by=by, at=at
    )
    world.rounds[key] = rounds.open_round(round_=made, by=by, at=world.days.at(ago, 9))


def close_round(world: World, key: str, table: Table, *, ago: int) -> None:
    at = world.days.at(ago, 16)
    world.rounds[key] = rounds.close_round(round_=world.rounds[key], by=world.by(table.office, at), at=at)


def establish(world: World, table: Table, *, ago: int) -> None:
    """The council with its Quy chế and everybody's seat."""
    at = world.days.at(ago, 9)
    by = world.by(table.secretary, at)
    council = councils.create_council(
        name=table.name,
        reference="QĐ thành lập (bản demo)",
        established_on=world.days.on(ago),
        rules=CouncilRules().to_settings(),
        rules_reference="Quy chế hoạt động của Hội đồng (bản demo)",
        by=by,
        at=at,
    )
    world.councils[table.unit] = council
    for place, key in enumerate((table.secretary, *table.scoring)):
        role = ("secretary", "chair", "member")[min(place, 2)]
        councils.give_seat(
            council=council,
            person=world.people[key],
            role=role,
            organisation=_organisation(key),
            by=by,
            at=at,
        )


def _organisation(key: str) -> str:
    from ocop.demo.cast import CAST

    return next(person.organisation for person in CAST if person.key == key)


def prepare(
    world: World, key: str, table: Table, round_: str, products: Sequence[str], *, name: str, ago: int
) -> Session:
    """A session with its agenda, not convened yet."""
    at = world.days.at(ago, 9)
    by = world.by(table.secretary, at)
    session = sessions.create_session(
        council=world.councils[table.unit],
        round_=world.rounds[round_],
        name=name,
        meets_at=world.days.at(max(ago - 2, 0), 8),
        place="Phòng họp số 2 (bản demo)",
        by=by,
        at=at,
    )
    if products:
        agenda.add_items(
            session=session,
            dossiers=[world.dossier(one) for one in products],
            by=by,
            at=world.days.at(ago, 10),
        )
    world.sessions[key] = session
    return session


def convene(world: World, key: str, table: Table, *, ago: int) -> Session:
    at = world.days.at(ago, 11)
    world.sessions[key] = sessions.convene(
        session=world.sessions[key], by=world.by(table.secretary, at), at=at
    )
    return world.sessions[key]


def declare(
    world: World,
    key: str,
    table: Table,
    *,
    ago: int,
    interest: dict[str, str] | None = None,
    only: Sequence[str] = (),
) -> None:
    """Members answer the question about conflicts. `interest`: member → the product they keep out of."""
    at = world.days.at(ago, 14)
    for member in only or table.scoring:
        mine = {}
        if interest and member in interest:
            mine = {item_of(world, interest[member]).pk: ("contract", "Đã tư vấn nhãn hiệu cho chủ thể này.")}
        conflicts.declare(
            session=world.sessions[key], conflicts=mine, by=world.by(member, at, unit=table.unit), at=at
        )


def open_scoring(world: World, key: str, table: Table, *, ago: int) -> Session:
    at = world.days.at(ago, 8)
    world.sessions[key] = sessions.open_scoring(
        session=world.sessions[key], by=world.by(table.secretary, at), at=at
    )
    return world.sessions[key]


def item_of(world: World, product: str) -> Item:
    """The product on the agenda it stands on now."""
    return (
        Item.objects.filter(dossier=world.dossiers[product])
        .select_related("session__council", "dossier__criteria_set")
        .latest("pk")
    )


def marks_of(world: World, product: str, member: str, table: Table, *, lower: int = 0) -> Choices:
    """What this member thinks: near the plan of the product, a little under the strongest one."""
    dossier = world.dossier(product)
    plan = world.plans[dossier.code]
    leaning = LEANINGS[table.scoring.index(member)] + lower
    stars = 0 if plan.miss else min(plan.stars, 3) if lower else plan.stars
    tree = dossier.criteria_set.criteria_set
    base = dossier.versions.latest("number").manifest["choices"]
    return vary(
        tree,
        base,
        by=leaning,
        stars=stars,
        seed=f"{product} {member}",
        legal_form=dossier.producer.legal_form,
    )


def score(
    world: World,
    product: str,
    table: Table,
    *,
    ago: int,
    members: Sequence[str] = (),
    lower: dict[str, int] | None = None,
) -> None:
    """Members mark every criterion and hand the sheet in."""
    for place, member in enumerate(members or table.scoring):
        at = world.days.at(ago, 9 + place // 2, 30 * (place % 2))
        by = world.by(member, at, unit=table.unit)
        sheet = sheet_of(world, product, by)
        if sheet is None:
            continue
        mark(sheet, marks_of(world, product, member, table, lower=(lower or {}).get(member, 0)), by=by, at=at)
        sheets.submit_sheet(sheet=Sheet.objects.get(pk=sheet.pk), by=by, at=at)


def mark(sheet: Sheet, choices: Choices, *, by: Acting, at: datetime) -> None:
    entries = {code: sheets.Entry(value, number) for number, (code, value) in enumerate(choices.items(), 1)}
    sheets.save_marks(
        sheet=sheet,
        marks=entries,
        version_no=sheet.version_no,
        key=f"demo-{sheet.pk}-{sheet.version_no}",
        device="máy của phòng họp",
        by=by,
        at=at,
    )


def sheet_of(world: World, product: str, by: Acting) -> Sheet | None:
    return Sheet.objects.filter(item=item_of(world, product), seat__person=by.person, state="draft").first()


def begin_sheet(world: World, product: str, member: str, table: Table, *, ago: int, share: float) -> None:
    """Some marks are there, the sheet is not handed in."""
    at = world.days.at(ago, 15)
    by = world.by(member, at, unit=table.unit)
    choices = list(marks_of(world, product, member, table).items())
    sheet = sheet_of(world, product, by)
    assert sheet is not None
    mark(sheet, dict(choices[: int(len(choices) * share)]), by=by, at=at)


def enter_paper(world: World, product: str, member: str, table: Table, *, ago: int) -> Sheet:
    """The secretary types a paper sheet, which then waits for the member's countersign."""
    at = world.days.at(ago, 16)
    holder = world.by(member, at, unit=table.unit)
    sheet = sheet_of(world, product, holder)
    assert sheet is not None
    by = world.by(table.secretary, at)
    return sheets.enter_paper(
        sheet=sheet,
        choices=marks_of(world, product, member, table),
        key=f"demo-paper-{sheet.pk}",
        by=by,
        at=at,
    ).sheet


def countersign(world: World, product: str, member: str, table: Table, *, ago: int) -> None:
    at = world.days.at(ago, 17)
    by = world.by(member, at, unit=table.unit)
    sheet = sheet_of(world, product, by)
    assert sheet is not None
    sheets.submit_sheet(sheet=sheet, by=by, at=at)


def settle_gap(world: World, product: str, table: Table, *, ago: int) -> None:
    """The gap was talked about; those who change their marks say why, the others hand in again."""
    at = world.days.at(ago, 13)
    item = item_of(world, product)
    outcomes.reopen_item(
        item=item,
        words="Đã xem lại hợp đồng và nhãn; thống nhất cách hiểu tiêu chí.",
        by=world.by(table.secretary, at),
        at=at,
    )
    for member in table.scoring:
        hand_in_again(world, product, member, table, ago=ago)


def hand_in_again(world: World, product: str, member: str, table: Table, *, ago: int) -> None:
    """Look at the former marks, perhaps change some, say why."""
    at = world.days.at(ago, 14, table.scoring.index(member) * 5)
    by = world.by(member, at, unit=table.unit)
    sheet = sheet_of(world, product, by)
    if sheet is None:
        return
    before = dict(sheet.choices)
    mark(sheet, marks_of(world, product, member, table), by=by, at=at)
    sheet = Sheet.objects.get(pk=sheet.pk)
    reason = "Chấm lại sau khi xem hợp đồng gốc." if sheet.choices != before else ""
    sheets.submit_sheet(sheet=sheet, by=by, at=at, reason=reason)


def propose_lock(world: World, key: str, table: Table, *, ago: int) -> Session:
    at = world.days.at(ago, 15)
    world.sessions[key] = locking.propose_lock(
        session=world.sessions[key], by=world.by(table.secretary, at), at=at
    )
    return world.sessions[key]


def lock(world: World, key: str, table: Table, *, ago: int) -> Session:
    """The secretary proposes, the chair locks."""
    propose_lock(world, key, table, ago=ago)
    at = world.days.at(ago, 16)
    chair = world.by(table.scoring[0], at, role=Role.CHAIR)
    world.sessions[key] = locking.lock_session(session=world.sessions[key], by=chair, at=at)
    return world.sessions[key]


def whole_session(
    world: World,
    key: str,
    table: Table,
    round_: str,
    products: Sequence[str],
    *,
    name: str,
    ago: int,
    interest: dict[str, str] | None = None,
    lower: dict[str, int] | None = None,
) -> Session:
    """Prepared, declared, scored by everybody and locked. `lower`: products that this council sees so much weaker."""
    prepare(world, key, table, round_, products, name=name, ago=ago + 3)
    convene(world, key, table, ago=ago + 3)
    declare(world, key, table, ago=ago + 2, interest=interest)
    open_scoring(world, key, table, ago=ago + 1)
    for product in products:
        weaker = dict.fromkeys(table.scoring, (lower or {}).get(product, 0))
        score(world, product, table, ago=ago + 1, lower=weaker)
    return lock(world, key, table, ago=ago)
