"""Which certificates of a decision are sealed, and which are left."""

from django.db.models import Exists, OuterRef, QuerySet

from ocop.recognition.models import Certificate, Decision, Revocation, SealedPaper


def in_use_of(decision: Decision) -> QuerySet[Certificate]:
    """Its certificates that were neither replaced nor revoked since."""
    revoked = Revocation.objects.filter(certificate=OuterRef("pk"), state="decided")
    return Certificate.objects.filter(line__decision=decision, superseded_on=None).exclude(Exists(revoked))


def left_to_seal(decision: Decision) -> QuerySet[Certificate]:
    return in_use_of(decision).filter(sealed=None)


def sealed_of(decision: Decision) -> QuerySet[SealedPaper]:
    """In the order of the annex."""
    found = SealedPaper.objects.filter(certificate__line__decision=decision)
    return found.select_related("certificate", "file").order_by("certificate__line__place", "pk")
