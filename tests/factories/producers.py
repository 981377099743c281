"""A producer with its people and papers, made by the actions that users trigger."""

import io
from itertools import count

from ocop.accounts.models import User
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.places.models import Unit
from ocop.producers.actions import registering, vault
from ocop.producers.enums import MembershipKind
from ocop.producers.models import Evidence, Membership, Producer
from tests.factories.accounts import AT, make_person
from tests.factories.places import make_units

_number = count(1)


def producer_data(unit: Unit, **changes: object) -> dict[str, object]:
    """All data of Mẫu 01 and Mẫu 02 Phần I of an invented cooperative."""
    number = next(_number)
    return {
        "name": f"Hợp tác xã Vườn Thử {number}",
        "legal_form": "htx",
        "tax_code": f"{100000000 + number:09d}0",
        "registration_no": f"01B{number:05d}",
        "founded_year": 2015,
        "unit": unit,
        "address": "Tổ 3",
        "phone": "0912345678",
        "email": f"htx{number}@vidu.vn",
        "representative": "Nguyễn Thị Lan",
        "representative_title": "Giám đốc",
        "representative_sex": "F",
        "representative_ethnicity": "Kinh",
        "representative_disability": False,
        "workers": 20,
        "workers_local": 16,
        "workers_female": 12,
        "main_business": "Trồng và chế biến",
        "structure": "Ban giám đốc, hai tổ sản xuất",
        **changes,
    }


def make_producer(unit: Unit | None = None, owner: User | None = None, **changes: object) -> Producer:
    unit = unit or make_units()["09556"]
    owner = owner or make_person("Nguyễn Thị Lan")
    by = Acting(person=owner, on=AT.date())
    return registering.register_producer(data=producer_data(unit, **changes), by=by, at=AT, confirmed=True)


def acting_for(producer: Producer, kind: str = MembershipKind.OWNER) -> Acting:
    """The representative (or a new delegate) acting for the producer."""
    held = producer.memberships.filter(kind=kind, ended_at=None).select_related("person").first()
    if held is None:
        held = Membership.objects.create(
            person=make_person("Trần Văn Giúp"),
            producer=producer,
            kind=kind,
            from_on=AT.date(),
            created_at=AT,
        )
    role = Role.PRODUCER if kind == MembershipKind.OWNER else Role.DELEGATE
    return Acting(
        person=held.person,
        role=role,
        party_id=producer.pk,
        party_name=producer.name,
        key=f"p{held.pk}",
        on=AT.date(),
    )


def make_file(
    kind: FileKind = FileKind.EVIDENCE, name: str = "giay-to.pdf", by: Acting | None = None
) -> StoredFile:
    """A stored PDF with bytes of its own, without the child process of an upload."""
    content = f"%PDF-1.4 thu {next(_number)}".encode()
    return store_generated(
        content=content, name=name, kind=kind, by=by or Acting(on=AT.date()), at=AT, pages=1
    )


def make_evidence(producer: Producer, subject: str = "business_registration", **changes: object) -> Evidence:
    by = acting_for(producer)
    paper = {"title": "Giấy đăng ký kinh doanh", "number": "01/GP", "issuer": "Phòng Tài chính", **changes}
    return vault.add_evidence(
        producer=producer, file=make_file(by=by), subject=subject, by=by, at=AT, **paper
    )


def png_bytes(colour: str = "red", size: tuple[int, int] = (60, 40)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()
