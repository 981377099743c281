"""A dossier begins: blank, or from the last one with everything that still holds."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.permissions import Permission
from ocop.dossiers.models import Dossier, DossierEvidence
from ocop.dossiers.policies import starting as policies
from ocop.dossiers.queries.drafts import last_submitted
from ocop.dossiers.recognitions import standing_of
from ocop.products.models import Product
from ocop.programme.queries import current_set
from ocop.rulebook.procedures import procedure_on


@transaction.atomic
def start(*, product: Product, kind: str, by: Acting, at: datetime) -> Dossier:
    """Begin a draft for a product; at the desk of the commune when an officer does it (`desk`)."""
    product = (
        Product.objects.select_related("producer__unit", "unit")
        .select_for_update(of=("self",))
        .get(pk=product.pk)
    )
    policies.check_can_start(product, kind, by=by, at=at)
    day = local_date(at)
    standing = standing_of(product, day)
    previous = last_submitted(product)
    dossier = Dossier(
        code=public_code("HS"),
        product=product,
        producer=product.producer,
        unit=product.unit or product.producer.unit,
        kind=kind,
        criteria_set=current_set(product.criteria_set_number),
        procedure=procedure_on(day).key,
        prior=standing.to_dict() if standing else {},
        previous=previous,
        desk=by.may(Permission.DESK_ENTRY),
        state_at=at,
        created_by=by.person,
        created_at=at,
    )
    try:
        with transaction.atomic():
            dossier.save()
    except IntegrityError:
        raise RuleBroken(
            "Sản phẩm này vừa có hồ sơ khác được mở; hãy tải lại trang.", code="start.open"
        ) from None
    if previous:
        _carry_over(previous, dossier, day)
    record(
        "dossier.start",
        about=dossier,
        by=by,
        at=at,
        data={"kind": kind, "desk": dossier.desk, "previous": previous.code if previous else ""},
    )
    return dossier


def start_desk_dossier(*, product: Product, kind: str, by: Acting, at: datetime) -> Dossier:
    """The commune officer enters a dossier for a producer at the desk; the producer confirms it later."""
    if not by.may(Permission.DESK_ENTRY):
        raise RuleBroken("Chỉ cán bộ cấp xã nhập hồ sơ giúp tại bàn tiếp nhận.", code="permission")
    return start(product=product, kind=kind, by=by, at=at)


def _carry_over(previous: Dossier, dossier: Dossier, day: date) -> None:
    """Answers and words always; choices only within the same criteria set; papers that are still in use and in force."""
    dossier.answers = {key: value for key, value in previous.answers.items() if key != "changes"}
    if previous.criteria_set.set_id == dossier.criteria_set.set_id:
        known = {criterion.code for criterion in dossier.criteria_set.criteria_set.criteria}
        same = previous.criteria_set.digest == dossier.criteria_set.digest
        dossier.choices = dict(previous.choices) if same else {}
        dossier.comments = {code: text for code, text in previous.comments.items() if code in known}
        _carry_links(previous, dossier, day, known)
    dossier.save(update_fields=["answers", "choices", "comments"])


def _carry_links(previous: Dossier, dossier: Dossier, day: date, known: set[str]) -> None:
    links = previous.links.select_related("evidence").filter(evidence__retired_at=None)
    DossierEvidence.objects.bulk_create(
        DossierEvidence(dossier=dossier, criterion=link.criterion, evidence=link.evidence, pages=link.pages)
        for link in links
        if link.criterion in known and not (link.evidence.expires_on and link.evidence.expires_on < day)
    )


@transaction.atomic
def change_kind(*, dossier: Dossier, kind: str, by: Acting, at: datetime) -> Dossier:
    """Say anew what the dossier is for, as long as it was not submitted."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_change_kind(dossier, kind, by=by, at=at)
    if dossier.kind != kind:
        before, dossier.kind = dossier.kind, kind
        dossier.save(update_fields=["kind"])
        record("dossier.kind", about=dossier, by=by, at=at, data={"from": before, "to": kind})
    return dossier
