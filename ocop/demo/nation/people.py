"""Who scanned and confirmed the paper decisions, and the one demo paper that stands for all scans."""

from dataclasses import dataclass
from datetime import datetime

from ocop.accounts.models import User
from ocop.core.acting import system
from ocop.core.clock import local_date
from ocop.demo.papers import demo_paper
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind

MAIL = "quoc-gia-{}@demo.invalid"
NAMES = ("Người Quét Bản Demo", "Người Xác Nhận Một Bản Demo", "Người Xác Nhận Hai Bản Demo")


@dataclass(frozen=True)
class Signing:
    file: int
    scanned_by: int
    confirmed_by: tuple[int, int]


def signing(at: datetime) -> Signing:
    """People without a password or an office, and a page that says that it has no validity."""
    people = [_person(place, name, at) for place, name in enumerate(NAMES, 1)]
    paper = demo_paper(title="Quyết định công nhận (dữ liệu giả định)", holder="Cả nước, dữ liệu đo")
    file = store_generated(
        content=paper,
        name="quyet-dinh-demo.pdf",
        kind=FileKind.SIGNED_DECISION,
        by=system(local_date(at)),
        at=at,
        pages=1,
    )
    return Signing(file.pk, people[0], (people[1], people[2]))


def _person(place: int, name: str, at: datetime) -> int:
    found = User.objects.filter(email=MAIL.format(place)).first()
    if found is None:
        found = User(email=MAIL.format(place), full_name=name, is_demo=True, is_active=False, joined_at=at)
        found.set_unusable_password()
        found.save()
    return found.pk
