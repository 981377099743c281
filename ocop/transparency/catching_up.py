"""What was published before the log began, or brought in past the actions, is logged afterwards, oldest first."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from ocop.audit.models import Event
from ocop.recognition.models import Certificate, Decision, Revocation, Suspension
from ocop.transparency import facts
from ocop.transparency.actions import append, locked_head
from ocop.transparency.enums import Kind
from ocop.transparency.facts import Leaf
from ocop.transparency.listening import with_evidence
from ocop.transparency.models import LogEntry

PORTION = 500
VERBS = {
    Kind.DECISION: "decision.publish",
    Kind.CERTIFICATE: "certificate.issue",
    Kind.REVOCATION: "revocation.decide",
}


def published(kind: Kind) -> QuerySet:
    """Every record of which the log must tell, by kind."""
    stops = Suspension.objects.select_related("certificate__product")
    return {
        Kind.DECISION: Decision.objects.published().select_related("unit", "signed_file", "supersedes"),
        Kind.CERTIFICATE: with_evidence(Certificate.objects.all()),
        Kind.SUSPENSION: stops,
        Kind.LIFT: stops.filter(lifted_at__isnull=False),
        Kind.REVOCATION: Revocation.objects.filter(state="decided").select_related(
            "certificate__product", "decision"
        ),
    }[kind]


def missing(kind: Kind) -> QuerySet:
    logged = LogEntry.objects.filter(kind=kind, about=OuterRef("pk"))
    return published(kind).filter(~Exists(logged)).order_by("pk")


MAKE = {
    Kind.DECISION: facts.decision_leaf,
    Kind.CERTIFICATE: facts.certificate_leaf,
    Kind.SUSPENSION: facts.suspension_leaf,
    Kind.LIFT: facts.lift_leaf,
    Kind.REVOCATION: facts.revocation_leaf,
}


def catch_up() -> int:
    """Log what is missing, in portions, so that nobody waits long; safe to run again. Returns how many entries."""
    made = 0
    for kind in MAKE:
        while True:
            with transaction.atomic():
                locked_head()
                added = append([*_leaves(kind, list(missing(kind)[:PORTION]))])
            made += len(added)
            if len(added) < PORTION:
                break
    return made


def _leaves(kind: Kind, records: list[Model]) -> list[Leaf]:
    told: dict[str, Event] = {}
    if kind in VERBS and records:
        keys = [str(one.pk) for one in records]
        for event in Event.objects.filter(verb=VERBS[kind], about_id__in=keys):
            told[event.about_id] = event
    return [MAKE[kind](one, told.get(str(one.pk))) for one in records]  # type: ignore[operator]


def log_audit_head(*, at: datetime) -> None:
    """Where the audit chain stands, made public: who keeps a checkpoint of the log can show a cut or altered chain."""
    with transaction.atomic():
        last = Event.objects.order_by("-seq").first()
        if last:
            append([facts.audit_leaf(last, at)])
