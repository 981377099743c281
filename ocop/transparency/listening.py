"""The log follows every publication, in the same transaction: it hears the audit event that tells it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from ocop.audit.models import Event
from ocop.recognition.models import Certificate, Decision, Revocation, Suspension
from ocop.transparency import facts
from ocop.transparency.actions import append
from ocop.transparency.facts import Leaf


def _decision(event: Event) -> Leaf:
    found = Decision.objects.select_related("unit", "signed_file", "supersedes").get(pk=event.about_id)
    return facts.decision_leaf(found, event)


def _certificate(event: Event) -> Leaf:
    return facts.certificate_leaf(with_evidence(Certificate.objects).get(pk=event.about_id), event)


def with_evidence(found: Any) -> Any:
    """Certificates with all that their leaf tells."""
    return found.select_related(
        "unit", "product", "supersedes", "credential", "line__result__dossier", "line__result__item__version"
    ).defer("line__result__item__version__manifest")


def _suspension(event: Event) -> Leaf:
    stops = Suspension.objects.select_related("certificate__product").filter(certificate=event.about_id)
    return facts.suspension_leaf(stops.latest("pk"), event)


def _lift(event: Event) -> Leaf:
    stops = Suspension.objects.select_related("certificate__product").filter(certificate=event.about_id)
    return facts.lift_leaf(stops.filter(lifted_at__isnull=False).latest("lifted_at", "pk"), event)


def _revocation(event: Event) -> Leaf:
    found = Revocation.objects.select_related("certificate__product", "decision")
    return facts.revocation_leaf(found.get(pk=event.about_id), event)


TOLD: dict[str, Callable[[Event], Leaf]] = {
    "decision.publish": _decision,
    "certificate.issue": _certificate,
    "certificate.suspend": _suspension,
    "certificate.resume": _lift,
    "revocation.decide": _revocation,
}


def follow(sender: Any, *, instance: Event, created: bool, raw: bool = False, **kwargs: Any) -> None:
    tell = TOLD.get(instance.verb)
    if tell is None or not created or raw:
        return
    append([tell(instance)])
    transaction.on_commit(partial(_publish, instance.at), robust=True)


def _publish(at: Any) -> None:
    """Sign the new end and write it out; what fails here is made up for by the daily job."""
    from ocop.transparency.publishing import publish_log

    publish_log(at=at)


def install() -> None:
    post_save.connect(follow, sender=Event, dispatch_uid="transparency")
