"""The commune receives, checks, writes Mẫu 03, returns or proposes."""

from datetime import date, datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.dossiers.models import CommuneAssessment, CompositionCheck, Dossier, Return, ReturnItem
from ocop.dossiers.policies import commune as policies
from ocop.programme.numbers import next_number
from ocop.programme.queries import holidays
from ocop.rulebook.calendar import add_working_days
from ocop.rulebook.numbering import product_code, receipt_number
from ocop.rulebook.procedures import get_procedure


def commune_deadline(dossier: Dossier, received_on: date) -> date:
    """15 working days from the day of receipt (Điều 7 khoản 2)."""
    return add_working_days(
        received_on, get_procedure(dossier.procedure).clock("commune_check").days, holidays()
    )


@transaction.atomic
def accept_dossier(*, dossier: Dossier, by: Acting, at: datetime) -> Dossier:
    """Take the dossier in: the receipt number is given once, the commune's clock starts."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_accept(dossier, by=by, at=at)
    today = local_date(at)
    fields = {"accepted_at": at, "due_on": commune_deadline(dossier, today)}
    if not dossier.receipt_no:
        number = next_number(unit=dossier.unit, kind="receipt", year=today.year)
        fields["receipt_no"] = receipt_number(
            number, dossier.unit.province_key, dossier.unit.code, today.year
        )
    apply_move(dossier, "accept", by=by, at=at, fields=fields)
    _give_product_code(dossier, today.year)
    notify.queue("dossier.accepted", to=dossier.producer, about=dossier, at=at, receipt=dossier.receipt_no)
    return dossier


def _give_product_code(dossier: Dossier, year: int) -> None:
    product = dossier.product
    if not product.official_code:
        serial = next_number(unit=dossier.unit, kind="product", year=0)
        product.official_code = product_code(dossier.unit.province_key, dossier.unit.code, serial, year)
        product.save(update_fields=["official_code"])


def accept_many(*, codes: list[str], by: Acting, at: datetime) -> list[tuple[str, str]]:
    """Take in several at once; each stands alone. Returns (code, "" or the reason why not)."""
    outcome = []
    for dossier in Dossier.objects.visible_to(by).filter(code__in=codes).order_by("submitted_at"):
        try:
            accept_dossier(dossier=dossier, by=by, at=at)
            outcome.append((dossier.code, ""))
        except RuleBroken as refusal:
            outcome.append((dossier.code, refusal.sentence))
    return outcome


@transaction.atomic
def record_composition(
    *, dossier: Dossier, checks: dict[str, tuple[bool, str]], by: Acting, at: datetime
) -> None:
    """Write the checklist: item key → (complete, remark)."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_check(dossier, by=by, at=at)
    names = {item.key: item.name for item in policies.composition_items(dossier)}
    for key, (ok, note) in checks.items():
        if key not in names:
            raise RuleBroken(f"Danh mục thành phần không có mục “{key}”.", code="composition.unknown")
        if not ok and not note.strip():
            raise RuleBroken(
                f"“{names[key]}” chưa đạt: hãy ghi thiếu gì.", code="composition.no_note", field=f"note_{key}"
            )
        CompositionCheck.objects.update_or_create(
            dossier=dossier,
            key=key,
            defaults={"ok": ok, "note": note, "checked_by": by.person, "checked_at": at},
        )
    record(
        "dossier.composition",
        about=dossier,
        by=by,
        at=at,
        data={
            "ok": sorted(k for k, v in checks.items() if v[0]),
            "not_ok": sorted(k for k, v in checks.items() if not v[0]),
        },
    )


@transaction.atomic
def save_assessment(
    *, dossier: Dossier, contents: dict, by: Acting, at: datetime, **fields: object
) -> CommuneAssessment:
    """Write Mẫu 03 as far as it goes; it is complete when the dossier is proposed."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_check(dossier, by=by, at=at)
    assessment, _ = CommuneAssessment.objects.update_or_create(
        dossier=dossier,
        defaults={
            "contents": contents,
            "version": dossier.versions.last(),
            "written_by": by.person,
            "written_at": at,
            **fields,
        },
    )
    record(
        "dossier.assessment",
        about=dossier,
        by=by,
        at=at,
        data={"findings": {k: v.get("finding", "") for k, v in contents.items()}},
    )
    return assessment


@transaction.atomic
def return_dossier(*, dossier: Dossier, items: list[dict], message: str, by: Acting, at: datetime) -> Return:
    """Hand the dossier back with a reason per item; the commune's clock stops."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_return(dossier, by=by, at=at, items=items)
    returned = write_return(dossier, level="commune", items=items, message=message, by=by, at=at)
    apply_move(
        dossier,
        "return",
        by=by,
        at=at,
        reason=message or items[0]["text"],
        fields={"due_on": None},
        items=len(items),
    )
    notify.queue("dossier.returned", to=dossier.producer, about=dossier, at=at, items=len(items))
    return returned


def write_return(
    dossier: Dossier, *, level: str, items: list[dict], message: str, by: Acting, at: datetime
) -> Return:
    """The rows of a return; the caller makes the move."""
    returned = Return.objects.create(
        dossier=dossier, by_level=level, message=message, returned_by=by.person, returned_at=at
    )
    ReturnItem.objects.bulk_create(
        ReturnItem(returned=returned, where=i["where"], label=i["label"], reason=i["reason"], text=i["text"])
        for i in items
    )
    return returned


@transaction.atomic
def forward_dossier(*, dossier: Dossier, samples: int, by: Acting, at: datetime) -> Dossier:
    """Propose to the province with Mẫu 03 and the samples."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_forward(dossier, by=by, at=at, samples=samples)
    assessment = dossier.assessment
    assessment.completed_at, assessment.samples, assessment.version = at, samples, dossier.versions.last()
    assessment.save(update_fields=["completed_at", "samples", "version"])
    apply_move(
        dossier, "forward", by=by, at=at, fields={"forwarded_at": at, "samples": samples, "due_on": None}
    )
    notify.queue("dossier.forwarded", to=dossier.producer, about=dossier, at=at)
    return dossier
