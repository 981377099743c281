"""The advisory group's report: drafted, remarks per criterion, handed in."""

from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.dossiers.models import Appraisal, AppraisalNote, Dossier
from ocop.dossiers.policies import appraisal as policies


@transaction.atomic
def save_appraisal(
    *, dossier: Dossier, notes: dict[str, tuple[str, bool]], by: Acting, at: datetime, **fields: object
) -> Appraisal:
    """Write the report as far as it goes. `notes`: criterion → (words, is a concern); empty words remove the note."""
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_appraise(dossier, by=by, at=at)
    version = dossier.versions.last()
    appraisal, _ = Appraisal.objects.update_or_create(
        dossier=dossier,
        level="province",
        version=version,
        reported_at=None,
        defaults={**fields, "written_by": by.person, "written_at": at},
    )
    appraisal.notes.exclude(
        criterion__in=[code for code, (text, _) in notes.items() if text.strip()]
    ).delete()
    for code, (text, concern) in notes.items():
        if text.strip():
            AppraisalNote.objects.update_or_create(
                appraisal=appraisal, criterion=code, defaults={"text": text, "concern": concern}
            )
    record(
        "dossier.appraisal",
        about=dossier,
        by=by,
        at=at,
        data={"notes": sorted(k for k, v in notes.items() if v[0].strip())},
    )
    return appraisal


@transaction.atomic
def report(*, dossier: Dossier, by: Acting, at: datetime) -> Appraisal:
    """Hand the report in: from now on it is frozen and the office may put the dossier on a round."""
    dossier = Dossier.objects.locked(dossier.pk)
    appraisal = dossier.appraisals.filter(reported_at=None).first()
    policies.check_can_report(dossier, by=by, at=at, appraisal=appraisal)
    appraisal.reported_at = at
    appraisal.save(update_fields=["reported_at"])
    apply_move(dossier, "report", by=by, at=at, recommended=appraisal.recommended)
    return appraisal
