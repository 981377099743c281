"""A distributor applies, is checked, and may be stopped; with the state its people's rights and its contacts come and go."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.documents.actions import accept_upload
from ocop.documents.enums import SCANS, FileKind
from ocop.notify import Office
from ocop.trade.models import Buyer, BuyerPaper, BuyerSeat
from ocop.trade.policies import buyers as policies
from ocop.trade.policies.sides import buyer_words, check_acts_for_buyer

FIELDS = (
    *("kind", "name", "tax_code", "unit", "address", "website", "about"),
    *("contact_name", "phone", "email", "share_contact"),
)
DETAILS = ("address", "website", "about", "contact_name", "phone", "email", "share_contact")


@transaction.atomic
def apply(
    *,
    data: dict[str, Any],
    papers: list[UploadedFile | Any],
    by: Acting,
    at: datetime,
    is_demo: bool = False,
) -> Buyer:
    """Somebody applies for a firm. `papers` are uploads, or files of ours already (demo, import)."""
    policies.check_application(data, len(papers), by=by)
    values = {name: data[name] for name in FIELDS if name in data}
    buyer = Buyer.objects.create(
        code=public_code("NP"), created_at=at, state_at=at, is_demo=is_demo, **values
    )
    BuyerSeat.objects.create(
        person=by.person, buyer=buyer, from_on=local_date(at), created_by=by.person, created_at=at
    )
    for one in papers:
        BuyerPaper.objects.create(buyer=buyer, file=_kept(one, by=by, at=at), added_at=at)
    record(
        "buyer.applied", about=buyer, by=by, at=at, data={"tax_code": buyer.tax_code, "papers": len(papers)}
    )
    notify.queue("buyer.applied", to=Office(buyer.unit, Role.PROVINCE_OFFICE), about=buyer, at=at)
    return buyer


def _kept(one: Any, *, by: Acting, at: datetime) -> Any:
    if not isinstance(one, UploadedFile):
        return one
    return accept_upload(upload=one, kind=FileKind.SCAN, by=by, at=at, allow=SCANS, field="papers")


@transaction.atomic
def move(*, buyer: Buyer, name: str, words: str = "", by: Acting, at: datetime) -> Buyer:
    """verify, refuse, suspend, restore, withdraw. Rights and contacts follow the state at once."""
    buyer = Buyer.objects.select_related("unit").locked(buyer.pk)
    policies.check_can_move(buyer, name, by=by)
    apply_move(buyer, name, by=by, at=at, reason=words)
    if name in ("withdraw", "refuse"):
        buyer.seats.filter(ended_at=None).update(ended_at=at)
        buyer.share_contact = False
        buyer.save(update_fields=["share_contact"])
    note = words or "Không có ghi chú."
    notify.queue("buyer.moved", to=_people(buyer), about=buyer, at=at, state=buyer_words(buyer), words=note)
    return buyer


def _people(buyer: Buyer) -> list[Any]:
    """Whoever ever held a seat: also those whom the move has just ended are told."""
    return list({seat.person_id: seat.person for seat in buyer.seats.select_related("person")}.values())


@transaction.atomic
def edit(*, buyer: Buyer, data: dict[str, Any], by: Acting, at: datetime) -> Buyer:
    """What the buyer may change alone; name and tax code were checked and stay."""
    buyer = Buyer.objects.select_related("unit").locked(buyer.pk)
    check_acts_for_buyer(buyer, by=by)
    changed = [name for name in DETAILS if name in data and getattr(buyer, name) != data[name]]
    for name in changed:
        setattr(buyer, name, data[name])
    if changed:
        buyer.save(update_fields=changed)
        record("buyer.edited", about=buyer, by=by, at=at, data={"fields": changed})
    return buyer
