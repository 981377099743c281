"""Handing a dossier in: the draft is frozen as a numbered version with its hash."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.documents.models import StoredFile
from ocop.dossiers.models import Dossier, DossierVersion, VersionFile
from ocop.dossiers.policies import submitting as policies
from ocop.dossiers.queries.manifest import build_manifest, digest, file_ids
from ocop.producers.models import EvidenceVersion


@transaction.atomic
def submit(*, dossier: Dossier, by: Acting, at: datetime) -> DossierVersion:
    """Submit, confirm or resubmit, whichever the state asks for; refuses with the list of what is missing.

    Sent twice, the second call is refused by the state: there is never a second version without a return between.
    """
    dossier = Dossier.objects.locked(dossier.pk)
    policies.check_can_submit(dossier, by=by, at=at)
    move = policies.submit_move(dossier)
    version = _freeze(dossier, by=by, at=at)
    dossier.returns.filter(answered_at=None).update(answered_at=at)
    first = {} if dossier.submitted_at else {"submitted_at": at}
    apply_move(
        dossier,
        move,
        by=by,
        at=at,
        fields={**first, "due_on": None},
        version=version.number,
        sha256=version.sha256,
    )
    _tell(dossier, version, move, at)
    return version


def _freeze(dossier: Dossier, *, by: Acting, at: datetime) -> DossierVersion:
    manifest = build_manifest(dossier, at=at)
    version = DossierVersion.objects.create(
        dossier=dossier,
        number=dossier.versions.count() + 1,
        manifest=manifest,
        sha256=digest(manifest),
        self_total=manifest["self_score"]["total"],
        submitted_by=by.person,
        submitted_at=at,
    )
    files = StoredFile.objects.filter(public_id__in=file_ids(manifest))
    papers = dict(EvidenceVersion.objects.filter(file__in=files).values_list("file_id", "evidence_id"))
    VersionFile.objects.bulk_create(
        VersionFile(version=version, file=file, evidence_id=papers.get(file.pk)) for file in files
    )
    return version


def _tell(dossier: Dossier, version: DossierVersion, move: str, at: datetime) -> None:
    notify.queue("dossier.received", to=dossier.producer, about=dossier, at=at)
    if move == "complete":
        office = notify.Office(_province_of(dossier), Role.PROVINCE_OFFICE)
        notify.queue("dossier.completed", to=office, about=dossier, at=at, version=version.number)
    else:
        office = notify.Office(dossier.unit, Role.COMMUNE_OFFICER)
        notify.queue("dossier.submitted", to=office, about=dossier, at=at, version=version.number)


def _province_of(dossier: Dossier):
    from ocop.places.queries import unit_by_key

    return unit_by_key(dossier.unit.province_key)
