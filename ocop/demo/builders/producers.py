"""Producers register themselves, fill their vault and describe their products."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.accounts.actions import add_person
from ocop.core.acting import Acting, system
from ocop.core.clock import local_date
from ocop.demo.cast import DOMAIN
from ocop.demo.papers import demo_paper
from ocop.demo.pictures import product_picture
from ocop.demo.stories import GOODS, MAKERS, Goods, Maker
from ocop.demo.world import World
from ocop.documents.actions import accept_upload, store_generated
from ocop.documents.enums import PHOTOS, FileKind
from ocop.producers.actions import people, registering, vault
from ocop.products import actions as products
from ocop.rulebook.criteria import evidence_subjects

SINCE, PAPERS = 120, 115  # working days ago
YEARS = timedelta(days=500)


def add_producers(world: World, *, keys: frozenset[str] | None = None) -> None:
    """All makers with their papers and goods, or only those named."""
    for maker in MAKERS:
        if keys is None or maker.key in keys:
            add_producer(world, maker)
    for goods in GOODS:
        if goods.maker in world.producers:
            add_goods(world, goods)


def add_producer(world: World, maker: Maker) -> None:
    at = world.days.at(SINCE, 10)
    owner = world.people.get(maker.account) or add_person(
        email=f"{maker.key}@mau.{DOMAIN}",
        full_name=maker.person,
        is_demo=True,
        by=system(local_date(at)),
        at=at,
    )
    world.owners[maker.key] = owner
    world.producers[maker.key] = registering.register_producer(
        data=_particulars(world, maker),
        by=Acting(person=owner, on=local_date(at)),
        at=at,
        confirmed=True,
        demo=True,
    )
    world.forget_offices()
    add_papers(world, maker)


def add_papers(world: World, maker: Maker) -> None:
    """One paper for each subject of Mẫu 02, Phần III."""
    by = world.owner(maker.key, world.days.at(PAPERS, 11))
    world.papers[maker.key] = {}
    for subject in evidence_subjects():
        _add_paper(world, maker, subject, by)


def _particulars(world: World, maker: Maker) -> dict[str, Any]:
    number = [one.key for one in MAKERS].index(maker.key) + 1
    unit = world.unit(maker.unit)
    return {
        "name": maker.name,
        "legal_form": maker.form,
        "registration_no": f"DEMO-{number:04d}",
        "registered_by": "Bản demo",
        "registered_on": world.days.on(SINCE) - timedelta(days=900),
        "founded_year": maker.founded,
        "unit": unit,
        "address": f"Xóm Mẫu {number}",
        "phone": f"09000000{number:02d}",
        "email": f"{maker.key}@mau.{DOMAIN}",
        "representative": maker.person,
        "representative_title": maker.title,
        "representative_sex": "F",
        "representative_ethnicity": "Kinh",
        "representative_disability": False,
        "workers": maker.workers,
        "workers_local": maker.workers * 4 // 5 + 1,
        "workers_female": maker.workers * 3 // 5,
        "main_business": maker.business,
        "history": f"Chủ thể giả định cho bản demo; kể từ năm {maker.founded}.",
        "structure": "Ban giám đốc, kế toán, hai tổ sản xuất.",
    }


def _add_paper(world: World, maker: Maker, subject: Any, by: Acting) -> None:
    at = world.days.at(PAPERS, 11)
    issued = local_date(at) - timedelta(days=60)
    expires = world.days.today + YEARS if subject.expires else None
    number = f"{len(world.papers[maker.key]) + 1:02d}/DEMO"
    lines = (
        f"Số: {number}",
        f"Ngày cấp: {issued:%d/%m/%Y}",
        *((f"Có giá trị đến: {expires:%d/%m/%Y}",) if expires else ()),
    )
    content = demo_paper(title=subject.subject, holder=maker.name, lines=lines)
    file = store_generated(
        content=content, name=f"{subject.key}.pdf", kind=FileKind.EVIDENCE, by=by, at=at, pages=1
    )
    world.papers[maker.key][subject.key] = vault.add_evidence(
        producer=world.producers[maker.key],
        file=file,
        subject=subject.key,
        title=subject.subject[:200],
        number=number,
        issuer="Cơ quan giả định (bản demo)",
        issued_on=issued,
        expires_on=expires,
        by=by,
        at=at,
    )


def add_goods(world: World, goods: Goods) -> None:
    at = world.days.at(SINCE - 1, 9)
    by = world.owner(goods.maker, at)
    product = products.create_product(
        producer=world.producers[goods.maker], data=_description(goods), by=by, at=at
    )
    world.products[goods.key] = product
    add_picture(world, goods.key, name=goods.name, shape=goods.picture, by=by)


def add_picture(world: World, key: str, *, name: str, shape: str, by: Acting) -> None:
    """A drawn picture that goes the whole way of an upload."""
    at = world.days.at(PAPERS, 10)
    upload = SimpleUploadedFile(f"{key}.jpg", product_picture(name=name, shape=shape, seed=key), "image/jpeg")
    file = accept_upload(upload=upload, kind=FileKind.PHOTO, by=by, at=at, allow=PHOTOS)
    products.add_photo(product=world.products[key], file=file, caption=name, by=by, at=at)


def _description(goods: Goods) -> dict[str, Any]:
    return {
        "name": goods.name,
        "criteria_set_number": goods.set_number,
        "summary": goods.summary,
        "story": goods.story,
        "ingredients": "Nguyên liệu của xã và các xã lân cận.",
        "process": "Chọn nguyên liệu, sơ chế, chế biến, đóng gói, dán tem truy xuất.",
        "packaging": goods.unit,
        "capacity": "6.000 đơn vị",
        "price": goods.price,
        "price_unit": goods.unit,
        "markets": "Trong tỉnh, các cửa hàng OCOP và sàn thương mại điện tử",
    }


def add_delegate(world: World, maker: str, person: str) -> None:
    """The representative invites somebody by e-mail, who accepts."""
    at = world.days.at(SINCE - 2, 9)
    invitation = people.invite(
        producer=world.producers[maker], email=world.people[person].email, by=world.owner(maker, at), at=at
    )
    people.accept_invitation(
        invitation=invitation,
        by=Acting(person=world.people[person], on=local_date(at)),
        at=world.days.at(SINCE - 2, 15),
    )
    world.forget_offices()
