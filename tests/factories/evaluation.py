"""Councils in session for tests: a province with its council, and dossiers that wait for it.

`make_world()` gives people, a council and a round; `ready_session()` a session with an agenda; `scoring_session()` one
in which members score. Marks are put in with the same verbs as users', see `mark_all` and `hand_in`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ocop.accounts.models import User
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier, DossierVersion
from ocop.evaluation.actions import agenda, conflicts, councils, sessions, sheets
from ocop.evaluation.models import Council, Item, Seat, Session, Sheet
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme.models import CriteriaSetVersion, Round
from ocop.rulebook.criteria import CriteriaSet, get_set
from ocop.rulebook.rules import CouncilRules
from tests.factories.accounts import AT, act, make_person
from tests.factories.places import make_units

SET = "26/2026/QĐ-TTg#23"  # Hoa: 26 criteria
LATER = AT + timedelta(hours=1)


@dataclass
class World:
    """One office and its council. `actings` are the scoring members, the chair first."""

    unit: Unit
    commune: Unit
    office: Acting
    secretary: Acting
    chair: Acting
    members: list[Acting]
    council: Council
    round: Round
    criteria: CriteriaSetVersion
    dossiers: list[Dossier] = field(default_factory=list)

    @property
    def actings(self) -> list[Acting]:
        return [self.chair, *self.members]

    @property
    def criteria_set(self) -> CriteriaSet:
        return get_set(self.criteria.set_id)


def make_world(
    members: int = 4, *, level: str = "province", rules: dict[str, Any] | None = None, set_id: str = SET
) -> World:
    """A province (or the nation) with a seated council of a chair and `members` members."""
    units = make_units()
    unit = units["VN"] if level == "central" else units["01"]
    secretary = act(Role.SECRETARY, unit, make_person("Trần Thư Ký"))
    office = act(
        Role.CENTRAL_OFFICE if level == "central" else Role.PROVINCE_OFFICE, unit, make_person("Lê Tham Mưu")
    )
    chair = act(Role.CHAIR, unit, make_person("Phạm Chủ Tịch"))
    others = [act(Role.MEMBER, unit, make_person(f"Nguyễn Thành Viên {n}")) for n in range(1, members + 1)]
    council = councils.create_council(
        name="Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        reference="QĐ 100/QĐ-UBND",
        established_on=date(2026, 9, 1),
        rules=CouncilRules.from_settings(rules or {}).to_settings(),
        by=secretary,
        at=AT,
    )
    for role, acting in [("secretary", secretary), ("chair", chair), *(("member", one) for one in others)]:
        councils.give_seat(
            council=council, person=acting.person, role=role, by=secretary, at=AT, organisation="Sở NN&MT"
        )
    round_ = make_round(unit, level)
    return World(
        unit, units["00004"], office, secretary, chair, others, council, round_, make_criteria(set_id)
    )


def make_round(unit: Unit, level: str = "province") -> Round:
    number = Round.objects.filter(unit=unit, year=2026).count() + 1
    return Round.objects.create(
        code=public_code("DOT"),
        unit=unit,
        level=level,
        year=2026,
        number=number,
        name="Đợt 2 năm 2026",
        proposed_by_on=date(2026, 10, 30),
        done_by_on=date(2026, 12, 30),
        state="closed",
        state_at=AT,
    )


def make_criteria(set_id: str = SET) -> CriteriaSetVersion:
    tree = get_set(set_id)
    row, _ = CriteriaSetVersion.objects.get_or_create(
        set_id=set_id,
        revision=1,
        defaults={
            "decision": tree.decision,
            "number": tree.number,
            "name": tree.name,
            "sector_code": tree.sector_code,
            "sector_name": tree.sector_name,
            "group_name": tree.group_name,
            "tree": tree.to_dict(),
            "digest": tree.digest(),
            "loaded_at": AT,
        },
    )
    return row


def make_dossier(world: World, name: str = "", **fields: Any) -> Dossier:
    """A dossier that stands in the world's round with one frozen version."""
    number = len(world.dossiers) + 1
    name = name or f"Hoa đào số {number}"
    producer = Producer.objects.create(
        code=public_code("CT"),
        name=f"Hợp tác xã {name}",
        legal_form="cooperative",
        unit=world.commune,
        created_at=AT,
        representative=f"Vũ Đại Diện {number}",
        phone=f"0912{number:06d}",
        is_demo=True,
    )
    product = Product.objects.create(
        code=public_code("SP"), name=name, producer=producer, unit=world.commune, created_at=AT
    )
    central = world.council.level == "central"
    state = {
        "state": "central_in_round" if central else "in_round",
        "central_round" if central else "round": world.round,
    }
    dossier = Dossier.objects.create(
        **{
            "code": public_code("HS"),
            "product": product,
            "producer": producer,
            "unit": world.commune,
            "kind": "first",
            "criteria_set": world.criteria,
            "procedure": "26-2026",
            "state_at": AT,
            "created_at": AT,
            "submitted_at": AT,
            **state,
            **fields,
        }
    )
    make_version(dossier)
    world.dossiers.append(dossier)
    return dossier


def make_version(dossier: Dossier, number: int = 1) -> DossierVersion:
    product = {
        "name": dossier.product.name,
        "summary": "Trồng ở bãi ven sông.",
        "story": "Làng hoa có từ lâu đời.",
        "photos": [],
    }
    manifest = {
        "schema": "ocop-dossier/1",
        "code": dossier.code,
        "product": product,
        "producer": {"name": dossier.producer.name},
        "choices": {},
        "comments": {"1.1": "Toàn bộ giống trồng tại xã."},
        "evidence": [],
        "answers": {},
        "self_score": {"total": "70", "points": {}, "parts": {}, "stars": 4},
    }
    digest = f"{dossier.pk:032d}{number:032d}"
    return DossierVersion.objects.create(
        dossier=dossier,
        number=number,
        manifest=manifest,
        sha256=digest,
        self_total=Decimal(70),
        submitted_at=AT,
    )


def ready_session(world: World, products: int = 2, *, at: datetime = AT) -> Session:
    """A session with an agenda, not convened yet."""
    session = sessions.create_session(
        council=world.council,
        round_=world.round,
        name="Phiên họp lần 1",
        meets_at=at + timedelta(days=2),
        by=world.secretary,
        at=at,
        place="Phòng họp 2",
    )
    dossiers = [make_dossier(world) for _ in range(products)]
    agenda.add_items(session=session, dossiers=dossiers, by=world.secretary, at=at)
    return session


def scoring_session(world: World, products: int = 2, *, at: datetime = AT) -> Session:
    """Convened, everybody declared “none”, scoring opened."""
    session = sessions.convene(session=ready_session(world, products, at=at), by=world.secretary, at=at)
    for acting in world.actings:
        conflicts.declare(session=session, conflicts={}, by=acting, at=at)
    return sessions.open_scoring(session=session, by=world.secretary, at=at)


def choices_for(criteria_set: CriteriaSet, *, rank: int = 1) -> dict[str, Any]:
    """A complete sheet: the option with the `rank`-th most points of every criterion (the last one if there are fewer)."""
    chosen: dict[str, Any] = {}
    for criterion in criteria_set.criteria:
        best = sorted(criterion.cases[0].options, key=lambda option: -option.points)
        place = best[min(rank, len(best)) - 1].place
        plain: Any = [place] if criterion.scoring == "additive" else place
        chosen[criterion.code] = {"case": 1, "option": place} if criterion.has_cases else plain
    return chosen


def sheet_of(item: Item, acting: Acting) -> Sheet:
    return Sheet.objects.get(item=item, seat__person=acting.person, state="draft")


def seat_of(world: World, acting: Acting) -> Seat:
    return Seat.objects.get(council=world.council, person=acting.person, until_on=None)


def mark_all(item: Item, acting: Acting, choices: dict[str, Any], *, at: datetime = AT) -> Sheet:
    sheet = sheet_of(item, acting)
    marks = {code: sheets.Entry(choice, n) for n, (code, choice) in enumerate(choices.items(), 1)}
    saved = sheets.save_marks(
        sheet=sheet,
        marks=marks,
        version_no=sheet.version_no,
        key=f"all-{sheet.pk}-{sheet.version_no}",
        device="máy 1",
        by=acting,
        at=at,
    )
    return saved.sheet


def hand_in(
    item: Item, acting: Acting, choices: dict[str, Any], *, at: datetime = AT, reason: str = ""
) -> Sheet:
    return sheets.submit_sheet(sheet=mark_all(item, acting, choices, at=at), by=acting, at=at, reason=reason)


def hand_in_all(world: World, session: Session, *, rank: int = 1, without: Sequence[Item] = ()) -> None:
    """Every member hands in the same marks for every product."""
    choices = choices_for(world.criteria_set, rank=rank)
    for item in session.items.exclude(pk__in=[one.pk for one in without]):
        for acting in world.actings:
            if Sheet.objects.filter(item=item, seat__person=acting.person, state="draft").exists():
                hand_in(item, acting, choices)


def person_named(name: str) -> User:
    return make_person(name)
