"""Checks on the spot: asked for, started, filled in (also without a network), concluded into findings."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.documents.actions import accept_upload
from ocop.documents.enums import PHOTOS, FileKind
from ocop.notify import Office
from ocop.products.models import Product
from ocop.rulebook.oversight import read_oversight
from ocop.supervision.enums import VisitKind
from ocop.supervision.models import Case, Finding, LabResult, Visit, VisitPhoto
from ocop.supervision.policies import visits as policies
from ocop.supervision.queries.checklists import checklist
from ocop.supervision.queries.spot import digest, snapshot


@transaction.atomic
def plan_visit(
    *,
    product: Product,
    kind: str,
    case: Case | None = None,
    planned_on: date | None = None,
    by: Acting,
    at: datetime,
) -> Visit:
    """Outside the yearly plan: at once, from a report of misuse, or for the use of the mark alone."""
    policies.check_can_plan(product, by=by)
    visit = Visit.objects.create(
        code=public_code("KT"),
        kind=VisitKind.REPORT if case else kind,
        unit=by.unit,
        product=product,
        case=case,
        planned_on=planned_on,
        created_by=by.person,
        created_at=at,
        state_at=at,
    )
    record(
        "visit.plan", about=visit, by=by, at=at, data={"kind": visit.kind, "case": case.code if case else ""}
    )
    notify.queue(
        "inspection.asked", to=Office(by.unit, Role.INSPECTOR), about=visit, at=at, product=product.name
    )
    return visit


def held(visit: Visit) -> Visit:
    return Visit.objects.select_related("product__producer", "plan", "unit").locked(visit.pk)


@transaction.atomic
def start(*, visit: Visit, by: Acting, at: datetime) -> Visit:
    """From now on the form shows the product as it is at this moment."""
    visit = held(visit)
    policies.check_can_start(visit, by=by)
    known = snapshot(visit.product, local_date(at))
    fields = {"inspector": by.person, "known": known, "known_sha256": digest(known)}
    return apply_move(visit, "start", by=by, at=at, fields=fields, product=fields["known_sha256"])  # type: ignore[return-value]


@transaction.atomic
def cancel(*, visit: Visit, reason: str, by: Acting, at: datetime) -> Visit:
    visit = held(visit)
    policies.check_can_cancel(visit, by=by)
    return apply_move(visit, "cancel", by=by, at=at, reason=reason)  # type: ignore[return-value]


@transaction.atomic
def submit(
    *, visit: Visit, visited_on: date, met: str = "", summary: str = "", by: Acting, at: datetime
) -> Visit:
    """The result stands; every item that failed becomes a finding with its last day. Nothing is written afterwards."""
    visit = held(visit)
    policies.check_can_fill(visit, by=by)
    policies.check_result(visit, visited_on, at=at)
    found = _findings(visit, visited_on, at)
    fields = {"visited_on": visited_on, "met": met, "summary": summary, "synced": changed_since(visit, at)}
    apply_move(visit, "submit", by=by, at=at, fields=fields, findings=len(found))
    producer = visit.product.producer
    notify.queue("inspection.done", to=producer, about=visit, at=at, findings=len(found))
    for finding in found:
        record(
            "finding.write", about=finding, by=by, at=at, data={"item": finding.item, "due": finding.due_on}
        )
    return visit


def _findings(visit: Visit, visited_on: date, at: datetime) -> list[Finding]:
    rules = read_oversight()
    answers = {one.item: one for one in visit.answers.all()}
    return [
        Finding.objects.create(
            code=public_code("LG"),
            visit=visit,
            product=visit.product,
            item=item.code,
            severity=item.severity,
            words=answers[f"note:{item.code}"].note,
            found_on=visited_on,
            due_on=max(rules.due(item.severity, visited_on), local_date(at)),
            state_at=at,
        )
        for item in checklist(visit)
        if answers[item.code].value == "bad"
    ]


def changed_since(visit: Visit, at: datetime) -> dict[str, str]:
    """The product as it is now when that differs from what the form showed; else what was noted before."""
    now = snapshot(visit.product, local_date(at))
    return now if digest(now) != visit.known_sha256 else visit.synced


def add_photo(
    *, visit: Visit, upload: UploadedFile, item: str = "", key: str = "", by: Acting, at: datetime
) -> VisitPhoto:
    """Checked as every file. The same picture sent twice (`key`) is one picture."""
    policies.check_can_fill(visit, by=by)
    earlier = visit.photos.filter(key=key).first() if key else None
    if earlier:
        return earlier
    if visit.photos.count() >= policies.MOST_PHOTOS:
        raise RuleBroken(
            f"Mỗi cuộc kiểm tra có tối đa {policies.MOST_PHOTOS} ảnh.", code="visit.photos", field="photo"
        )
    file = accept_upload(upload=upload, kind=FileKind.PHOTO, by=by, at=at, allow=PHOTOS, field="photo")
    with transaction.atomic():
        photo = VisitPhoto.objects.create(visit=visit, item=item[:20], key=key[:64], file=file, at=at)
        record("visit.photo", about=visit, by=by, at=at, data={"sha256": file.sha256, "item": photo.item})
    return photo


@transaction.atomic
def add_lab_result(*, visit: Visit, data: dict, by: Acting, at: datetime) -> LabResult:  # type: ignore[type-arg]
    """One parameter of one sample; also after the visit was concluded, since laboratories take their time."""
    visit = held(visit)
    policies.check_can_add_lab(visit, data, by=by, at=at)
    made = LabResult.objects.create(visit=visit, by=by.person, at=at, **data)
    record(
        "visit.lab",
        about=visit,
        by=by,
        at=at,
        data={
            "sample": made.sample,
            "parameter": made.parameter,
            "value": made.value,
            "verdict": made.verdict,
        },
    )
    return made
