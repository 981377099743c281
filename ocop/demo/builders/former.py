"""Invented recognitions from before 26/2026, brought in like published ones and marked as demo: one in each step of the
watch, one expired, and one inside its window of re-evaluation, which its producer claims and files again."""

from datetime import date

from ocop.core.acting import Acting, system
from ocop.core.clock import local_date
from ocop.demo.builders import dossiers as d
from ocop.demo.builders.dossiers import FORM_OF, MAKER_OF, Plan
from ocop.demo.builders.producers import add_papers, add_picture
from ocop.demo.cast import LA_BANG
from ocop.demo.stories import Maker
from ocop.demo.world import World
from ocop.dossiers.actions import submitting
from ocop.dossiers.enums import DossierKind
from ocop.producers.actions import people, registering
from ocop.products import actions as products
from ocop.products.models import Product
from ocop.recognition.actions.history import import_products
from ocop.rulebook.validity import add_months

MAKER = Maker(
    "tra-cu",
    "Hợp tác xã Mẫu Trà Cổ Thụ",
    "htx",
    LA_BANG,
    "Triệu Thị Mây",
    "Giám đốc",
    2016,
    10,
    "Chè cổ thụ",
    "chu-the-2",
)
# product, stars, days until it expires
FORMER = (
    ("Trà cổ thụ Mẫu La Bằng", 3, 150),
    ("Trà ướp sen Mẫu La Bằng", 3, 100),
    ("Trà hoa vàng Mẫu La Bằng", 4, 40),
    ("Trà túi lọc Mẫu La Bằng", 3, 20),
    ("Trà gừng Mẫu La Bằng", 3, -45),
)
KEY = "tra-co-thu"


def add_former(world: World) -> None:
    at = world.days.at(118, 9)
    import_products(
        rows=[(place, _row(world, *one)) for place, one in enumerate(FORMER, 2)],
        by=system(local_date(at)),
        at=at,
        demo=True,
    )
    product = Product.objects.select_related("producer__unit").get(name=FORMER[0][0])
    world.producers[MAKER.key], world.products[KEY] = product.producer, product
    MAKER_OF[KEY], FORM_OF[MAKER.key] = MAKER.key, MAKER.form
    _claim(world)
    add_papers(world, MAKER)
    _describe(world, product)
    _file_again(world)


def _row(world: World, name: str, stars: int, days: int) -> dict[str, str]:
    decided = add_months(date.fromordinal(world.days.today.toordinal() + days), -36)
    return {
        "product_name": name,
        "producer": MAKER.name,
        "producer_type": "hợp tác xã",
        "group": "Chè",
        "commune": "xã La Bằng",
        "district": "huyện Đại Từ",
        "province": "Thái Nguyên",
        "stars": str(stars),
        "status": "recognised",
        "score": "",
        "decision_no": "00/DEMO",
        "decision_date": decided.isoformat(),
        "year": str(decided.year),
        "evidence": "C",
        "source_url": "",
        "note": "BẢN DEMO: dữ liệu giả định",
    }


def _claim(world: World) -> None:
    """The commune invites the representative, who accepts and completes the particulars."""
    at = world.days.at(117, 9)
    producer, person = world.producers[MAKER.key], world.people[MAKER.account]
    invitation = people.invite(
        producer=producer, email=person.email, kind="owner", by=world.by("xa-2", at), at=at
    )
    people.accept_invitation(
        invitation=invitation, by=Acting(person=person, on=local_date(at)), at=world.days.at(117, 15)
    )
    world.owners[MAKER.key] = person
    world.forget_offices()
    at = world.days.at(116, 9)
    data = {
        "legal_form": MAKER.form,
        "registration_no": "DEMO-0100",
        "founded_year": MAKER.founded,
        "address": "Xóm Mẫu 100",
        "phone": "0900000100",
        "representative": MAKER.person,
        "representative_title": MAKER.title,
        "representative_sex": "F",
        "representative_ethnicity": "Dao",
        "representative_disability": False,
        "workers": 10,
        "workers_local": 9,
        "workers_female": 6,
        "main_business": MAKER.business,
        "structure": "Ban giám đốc và một tổ.",
    }
    registering.edit_producer(producer=producer, data=data, by=world.owner(MAKER.key, at), at=at)


def _describe(world: World, product: Product) -> None:
    at = world.days.at(115, 9)
    data = {
        "criteria_set_number": 11,
        "summary": "Trà hái từ cây chè trồng lâu năm.",
        "story": "Vườn chè có từ đời ông.",
    }
    products.edit_product(product=product, data=data, by=world.owner(MAKER.key, at), at=at)
    add_picture(world, KEY, name=product.name, shape="tin", by=world.owner(MAKER.key, at))


def _file_again(world: World) -> None:
    """Within 180 to 120 days before the end, started from the recognition."""
    d.start(world, KEY, Plan(77, 4), ago=6, kind=DossierKind.RE_EVALUATION)
    d.fill(world, KEY, ago=4)
    at = world.days.at(3, 14)
    submitting.submit(dossier=world.dossier(KEY), by=world.owner(MAKER.key, at), at=at)
