"""A dossier on its way: drafted, filed, checked by the commune, appraised by the province, put on a round."""

from dataclasses import dataclass

from ocop.core.acting import Acting
from ocop.demo.choosing import Choices, choose
from ocop.demo.stories import GOODS, MAKERS
from ocop.demo.world import World
from ocop.dossiers.actions import (
    appraisal,
    commune,
    drafting,
    linking,
    province,
    rounds,
    starting,
    submitting,
)
from ocop.dossiers.enums import DossierKind, LocalContent
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies.commune import composition_items, samples_needed
from ocop.dossiers.queries.facts import sections_of
from ocop.producers.models import Evidence

MAKER_OF = {goods.key: goods.maker for goods in GOODS}
FORM_OF = {maker.key: maker.form for maker in MAKERS}
WORDS = {
    "materials": "Nguyên liệu chính trồng và thu mua trong xã, có hợp đồng với các hộ; phần còn lại mua trong tỉnh.",
    "technology": "Sơ chế, chế biến theo mẻ; ghi nhật ký từng mẻ; máy đóng gói bán tự động.",
    "quality": "Công bố chất lượng, kiểm nghiệm mỗi năm, lưu mẫu từng lô.",
    "markets": "Bán tại cửa hàng OCOP, siêu thị trong tỉnh và trên sàn thương mại điện tử; khoảng một nửa ngoài xã.",
    "changes": "Đổi bao bì, thêm tem truy xuất, ký thêm hợp đồng tiêu thụ.",
    "updates": "Cập nhật kiểm nghiệm, nhãn và thị trường mới.",
}
FIGURES = {
    "output_last": "12 tấn",
    "output_before": "9 tấn",
    "revenue_last": "1820",
    "revenue_before": "1360",
    "profit_last": "410",
    "profit_before": "290",
}


@dataclass(frozen=True)
class Plan:
    """What the product is worth in the end, so that self-score and members' marks lie around it."""

    total: int
    stars: int
    miss: int = 0


def start(
    world: World,
    key: str,
    plan: Plan,
    *,
    ago: int,
    kind: str = DossierKind.FIRST,
    by: Acting | None = None,
    name: str = "",
) -> Dossier:
    """`key` is the product; `name` keeps a second dossier of the same product apart."""
    at = world.days.at(ago, 8, 30)
    by = by or world.owner(MAKER_OF[key], at)
    dossier = starting.start(product=world.products[key], kind=kind, by=by, at=at)
    world.dossiers[name or key], world.plans[dossier.code] = dossier, plan
    return dossier


def fill(world: World, key: str, *, ago: int, by: Acting | None = None, share: float = 1.0) -> Dossier:
    """Answer the sections and criteria, link papers; `share` < 1 leaves the rest for somebody to try."""
    at, dossier = world.days.at(ago, 9), world.dossier(key)
    maker = MAKER_OF[_product_key(world, dossier)]
    by = by or world.owner(maker, at)
    for section in sections_of(dossier)[: None if share == 1 else 1]:
        values = {
            field.key: FIGURES.get(field.key) or WORDS.get(field.key, "Giữ như hiện nay và mở rộng dần.")
            for field in section.fields
        }
        drafting.save_section(dossier=dossier, section=section.key, values=values, by=by, at=at)
    choices = list(choices_of(world, dossier, maker).items())
    done = dict(choices[: int(len(choices) * share)])
    comments = dict.fromkeys(list(done)[::5], "Có giấy tờ kèm theo, số liệu lấy từ sổ của chủ thể.")
    drafting.save_choices(dossier=dossier, choices=done, comments=comments, by=by, at=at)
    _link(world, dossier, maker, set(done), by=by, ago=ago)
    return world.dossier(key)


def choices_of(world: World, dossier: Dossier, maker: str) -> Choices:
    plan = world.plans[dossier.code]
    tree = dossier.criteria_set.criteria_set
    return choose(
        tree,
        total=plan.total,
        stars=plan.stars,
        legal_form=FORM_OF[maker],
        seed=f"{dossier.product.name}",
        miss=plan.miss,
    )


def _product_key(world: World, dossier: Dossier) -> str:
    return next(key for key, product in world.products.items() if product.pk == dossier.product_id)


def _link(world: World, dossier: Dossier, maker: str, codes: set[str], *, by: Acting, ago: int) -> None:
    """One fitting paper for each criterion that asks for one, and the business registration in any case."""
    tree, papers = dossier.criteria_set.criteria_set, world.papers[maker]
    chosen: set[tuple[str, str]] = set()
    for subject, criteria in tree.required_evidence.items():
        done = {code for code, _ in chosen}
        chosen |= {
            (code, subject) for code in criteria if subject in tree.knockout_evidence or code not in done
        }
    links: dict[str, list[Evidence]] = {}
    for code, subject in sorted(chosen | {(tree.criteria[0].code, "business_registration")}):
        if code in codes:
            links.setdefault(code, []).append(papers[subject])
    linking.link_many(dossier=dossier, links=links, by=by, at=world.days.at(ago, 10))


def file(
    world: World, key: str, plan: Plan, *, ago: int, kind: str = DossierKind.FIRST, name: str = ""
) -> Dossier:
    """Drafted over a few days and submitted by the representative."""
    start(world, key, plan, ago=ago + 3, kind=kind, name=name)
    fill(world, name or key, ago=ago + 1)
    at = world.days.at(ago, 14)
    submitting.submit(dossier=world.dossier(name or key), by=world.owner(MAKER_OF[key], at), at=at)
    return world.dossier(name or key)


def accept(world: World, key: str, *, ago: int) -> Dossier:
    at, dossier = world.days.at(ago, 8), world.dossier(key)
    return commune.accept_dossier(dossier=dossier, by=world.officer(dossier.unit, at), at=at)


def assess(world: World, key: str, *, ago: int) -> None:
    """Composition ticked off and Mẫu 03 written."""
    at, dossier = world.days.at(ago, 10), world.dossier(key)
    by = world.officer(dossier.unit, at)
    checks = {item.key: (True, "") for item in composition_items(dossier)}
    commune.record_composition(dossier=dossier, checks=checks, by=by, at=at)
    contents = {
        content.value: {
            "finding": "confirmed",
            "words": "Đã đối chiếu hồ sơ và kiểm tra tại cơ sở; đúng như kê khai.",
            "evidence": [],
        }
        for content in LocalContent
    }
    commune.save_assessment(
        dossier=dossier,
        contents=contents,
        by=by,
        at=at,
        proposal="Đề nghị cấp tỉnh đánh giá, phân hạng.",
        signer_name="Nguyễn Văn Mẫu (bản demo)",
        signer_title="Phó Chủ tịch UBND",
    )


def forward(world: World, key: str, *, ago: int) -> Dossier:
    """Received, checked and proposed to the province within the commune's clock."""
    accept(world, key, ago=ago + 4)
    assess(world, key, ago=ago + 2)
    at, dossier = world.days.at(ago, 15), world.dossier(key)
    return commune.forward_dossier(
        dossier=dossier, samples=samples_needed(dossier), by=world.officer(dossier.unit, at), at=at
    )


def receive(world: World, key: str, *, ago: int, office: str = "tinh") -> Dossier:
    at = world.days.at(ago, 9)
    return province.receive_dossier(dossier=world.dossier(key), by=world.by(office, at), at=at)


def assign(world: World, key: str, *, ago: int) -> Dossier:
    at = world.days.at(ago, 10)
    return province.assign_adviser(
        dossier=world.dossier(key), adviser=world.people["to-tu-van"], by=world.by("tinh", at), at=at
    )


def appraise(world: World, key: str, *, ago: int, report: bool = True) -> None:
    """The adviser's report with a remark or two; left as a draft when `report` is off."""
    at, dossier = world.days.at(ago, 11), world.dossier(key)
    by = world.by("to-tu-van", at)
    codes = [one.code for one in dossier.criteria_set.criteria_set.criteria]
    notes = {
        codes[2]: ("Đã xem hợp đồng thu mua bản gốc.", False),
        codes[-3]: ("Cần xem thêm nhãn trên bao bì mới.", True),
    }
    appraisal.save_appraisal(
        dossier=dossier,
        notes=notes,
        by=by,
        at=at,
        visited_on=world.days.on(ago + 1),
        visit_words="Cơ sở sạch, có sổ ghi chép.",
        conclusion="Hồ sơ đủ, số liệu khớp với thực tế." if report else "",
        recommended=True if report else None,
    )
    if report:
        appraisal.report(dossier=world.dossier(key), by=by, at=world.days.at(ago, 16))


def to_province(world: World, key: str, plan: Plan, *, ago: int, **more: str) -> Dossier:
    """Filed and proposed; the proposal lies `ago` working days back."""
    file(world, key, plan, ago=ago + 6, **more)
    return forward(world, more.get("name", key), ago=ago)


def to_appraised(world: World, key: str, plan: Plan, *, ago: int, **more: str) -> None:
    to_province(world, key, plan, ago=ago + 6, **more)
    key = more.get("name", key)
    receive(world, key, ago=ago + 4)
    assign(world, key, ago=ago + 4)
    appraise(world, key, ago=ago)


def schedule(world: World, key: str, round_: str, *, ago: int, office: str = "tinh") -> Dossier:
    at = world.days.at(ago, 10)
    return rounds.schedule(
        dossier=world.dossier(key), round_=world.rounds[round_], by=world.by(office, at), at=at
    )
