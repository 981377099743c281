"""Papers of the vault are linked to criteria; one paper may serve many."""

from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.dossiers.models import Dossier, DossierEvidence
from ocop.dossiers.policies import parties
from ocop.producers.models import Evidence


@transaction.atomic
def link_evidence(
    *, dossier: Dossier, criterion: str, evidence: Evidence, by: Acting, at: datetime, pages: str = ""
) -> DossierEvidence:
    """Link a paper of the producer's own vault. The same link again only changes the pages."""
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    _check_link(dossier, criterion, evidence)
    link, added = DossierEvidence.objects.get_or_create(
        dossier=dossier, criterion=criterion, evidence=evidence, defaults={"pages": pages}
    )
    if not added and link.pages == pages:
        return link
    link.pages = pages
    link.save(update_fields=["pages"])
    record(
        "dossier.linked",
        about=dossier,
        by=by,
        at=at,
        data={"criterion": criterion, "evidence": evidence.code},
    )
    return link


@transaction.atomic
def link_many(*, dossier: Dossier, links: dict[str, list[Evidence]], by: Acting, at: datetime) -> None:
    """Link many papers at once (criterion → papers), all or none, with one event."""
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    pairs = [(code, paper) for code, papers in links.items() for paper in papers]
    for code, paper in pairs:
        _check_link(dossier, code, paper)
    rows = [DossierEvidence(dossier=dossier, criterion=code, evidence=paper) for code, paper in pairs]
    DossierEvidence.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        told = {code: sorted(paper.code for paper in papers) for code, papers in links.items()}
        record("dossier.linked", about=dossier, by=by, at=at, data={"links": told})


def _check_link(dossier: Dossier, criterion: str, evidence: Evidence) -> None:
    if not dossier.criteria_set.criteria_set.has(criterion):
        raise RuleBroken(f"Bộ tiêu chí này không có tiêu chí {criterion[:12]}.", code="draft.criterion")
    if evidence.producer_id != dossier.producer_id:
        raise RuleBroken("Giấy tờ này không có trong kho minh chứng của chủ thể.", code="link.other_vault")
    if evidence.retired_at:
        raise RuleBroken(f"“{evidence.title}” đã bỏ khỏi kho; hãy chọn giấy tờ khác.", code="link.retired")


@transaction.atomic
def unlink_evidence(
    *, dossier: Dossier, criterion: str, evidence: Evidence, by: Acting, at: datetime
) -> None:
    """Take a paper off a criterion; it stays in the vault and in earlier versions."""
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    gone, _ = DossierEvidence.objects.filter(dossier=dossier, criterion=criterion, evidence=evidence).delete()
    if gone:
        record(
            "dossier.unlinked",
            about=dossier,
            by=by,
            at=at,
            data={"criterion": criterion, "evidence": evidence.code},
        )


@transaction.atomic
def set_links(
    *, dossier: Dossier, criterion: str, chosen: set[str], shown: set[str], by: Acting, at: datetime
) -> None:
    """Make the links of a criterion equal to the papers chosen (codes) among those that the page showed."""
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    linked = {
        link.evidence.code: link.evidence
        for link in dossier.links.filter(criterion=criterion).select_related("evidence")
    }
    for code in sorted((set(linked) & shown) - chosen):
        unlink_evidence(dossier=dossier, criterion=criterion, evidence=linked[code], by=by, at=at)
    for paper in dossier.producer.evidence.filter(code__in=chosen - set(linked)).order_by("pk"):
        link_evidence(dossier=dossier, criterion=criterion, evidence=paper, by=by, at=at)
