"""A report comes in, joins its case; the office looks, concludes, hands on, answers. Contacts go on their day."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Q

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
from ocop.places.models import Unit
from ocop.supervision import limits
from ocop.supervision.models import Case, Report, ReportPhoto
from ocop.supervision.policies import misuse as policies
from ocop.supervision.queries.misuse import open_twin, responsible_unit

CONTACT = ("name", "phone", "email")
TOLD = ("kind", "words", "seen_unit", "seen_at_words", "seen_on")
OFFICES = {"commune": Role.COMMUNE_OFFICER, "province": Role.PROVINCE_OFFICE, "nation": Role.CENTRAL_OFFICE}
CODE_LENGTH = 14  # 31^14: nobody guesses the address of somebody's report


@transaction.atomic
def give_report(*, data: dict[str, Any], traces: dict[str, str], by: Acting, at: datetime) -> Report:
    """Anyone, without signing in. `traces`: hashes for the limits (supervision.limits); empty for demo and import."""
    policies.check_report(data, at=at)
    limits.check_not_too_often(traces, at=at)
    limits.remember(traces, at=at)
    case = _case_for(data, at=at)
    contact = {name: data.get(name, "") for name in CONTACT}
    report = Report.objects.create(
        code=public_code("BV", CODE_LENGTH),
        case=case,
        given_at=at,
        contact_until=_contact_until(at) if any(contact.values()) else None,
        **{name: data[name] for name in TOLD if data.get(name)},
        **contact,
    )
    record(
        "misuse.report", about=case, by=by, at=at, data={"kind": report.kind, "contact": report.has_contact}
    )
    _tell_office(case, "misuse.reported", at=at, kind=case.get_kind_display())
    _tell_reporters(case, at=at, only=report)
    return report


def _case_for(data: dict[str, Any], *, at: datetime) -> Case:
    """The open case of the same day, product and kind; else a new one at the responsible unit."""
    product = data.get("product")
    twin = open_twin(product, data["kind"], at)
    if twin is None:
        twin = Case.objects.create(
            code=public_code("VP"),
            kind=data["kind"],
            product=product,
            unit=responsible_unit(product, data.get("seen_unit")),
            opened_at=at,
            state_at=at,
        )
    Case.objects.filter(pk=twin.pk).update(reports_count=F("reports_count") + 1)
    twin.refresh_from_db(fields=["reports_count"])
    return twin


def _contact_until(at: datetime) -> Any:
    return local_date(at) + timedelta(days=settings.OCOP_MISUSE_CONTACT_DAYS)


def add_photo(*, report: Report, upload: UploadedFile, by: Acting, at: datetime) -> ReportPhoto:
    """Checked as every stranger's file; a refused one never costs the report."""
    policies.check_can_add_photo(report)
    file = accept_upload(upload=upload, kind=FileKind.MISUSE, by=by, at=at, allow=PHOTOS, field="photos")
    with transaction.atomic():
        photo = ReportPhoto.objects.create(report=report, file=file)
        record("misuse.photo", about=report.case, by=by, at=at, data={"sha256": file.sha256})
    return photo


def add_photos(*, report: Report, uploads: list[UploadedFile], by: Acting, at: datetime) -> list[str]:
    """All of them, each on its own; answers with one sentence for each that was not taken."""
    refused = []
    for upload in uploads:
        try:
            add_photo(report=report, upload=upload, by=by, at=at)
        except RuleBroken as refusal:
            refused.append(refusal.sentence)
    return refused


@transaction.atomic
def move(*, case: Case, name: str, words: str, forwarded_to: str = "", by: Acting, at: datetime) -> Case:
    """look, confirm, dismiss, forward or close. What closing says is the answer that reporters read."""
    case = Case.objects.select_related("unit").locked(case.pk)
    policies.check_can(case, name, by=by)
    if name == "forward" and not forwarded_to.strip():
        raise RuleBroken("Hãy ghi tên cơ quan nhận chuyển.", code="misuse.forward.to", field="forwarded_to")
    fields: dict[str, Any] = {"answer": words} if name == "close" else {}
    if name == "forward":
        fields["forwarded_to"] = forwarded_to.strip()
    apply_move(case, name, by=by, at=at, reason=words, fields=fields, **fields)
    _tell_reporters(case, at=at)
    return case


@transaction.atomic
def hand_up(*, case: Case, words: str, by: Acting, at: datetime) -> Case:
    """The level above becomes responsible; the state stays as it is."""
    case = Case.objects.select_related("unit").locked(case.pk)
    policies.check_can_hand_up(case, by=by)
    if not words.strip():
        raise RuleBroken("Hãy ghi lý do chuyển lên cấp trên.", code="reason", field="words")
    old, new = case.unit, policies.level_above(case.unit)
    case.unit = new
    case.save(update_fields=["unit"])
    record(
        "misuse.hand_up", about=case, by=by, at=at, data={"from": old.key, "unit": new.key, "reason": words}
    )
    _tell_office(case, "misuse.handed_up", at=at, unit=old.full_name)
    return case


@transaction.atomic
def erase_contacts(*, at: datetime) -> int:
    """Those whose day is over; the report itself stays."""
    due = Report.objects.filter(contact_until__lt=local_date(at)).exclude(Q(name="", phone="", email=""))
    return due.update(name="", phone="", email="", contact_until=None)


def _tell_office(case: Case, key: str, *, at: datetime, **context: str) -> None:
    unit: Unit = case.unit
    notify.queue(key, to=Office(unit, OFFICES[unit.level]), about=case, at=at, **context)


def _tell_reporters(case: Case, *, at: datetime, only: Report | None = None) -> None:
    """By e-mail, after the commit, to those who left one."""
    from ocop.supervision.tasks import mail_reporter

    for report in [only] if only else case.reports.exclude(email=""):
        if report.email:
            transaction.on_commit(lambda pk=report.pk: mail_reporter.enqueue(pk), robust=True)  # type: ignore[misc]
