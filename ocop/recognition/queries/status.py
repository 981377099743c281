"""The status of a certificate, computed at the moment of asking; the same rule for one and for lists."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.core.components import Badge
from ocop.recognition.models import Certificate, Revocation
from ocop.recognition.models import Suspension as Stop
from ocop.rulebook.validity import EXPIRING_DAYS, Status, Suspension, status

LOOKS = {
    Status.VALID: ("success", "check-circle"),
    Status.EXPIRING: ("warning", "hourglass-split"),
    Status.EXPIRED: ("neutral", "clock-history"),
    Status.SUSPENDED: ("warning", "pause-circle"),
    Status.REVOKED: ("danger", "x-octagon"),
    Status.SUPERSEDED: ("neutral", "archive"),
    Status.NOT_YET: ("info", "calendar-event"),
}


def status_of(certificate: Certificate, on: date) -> Status:
    """Prefetch `suspensions` and `revocations` on lists."""
    revoked = next((r.revoked_on for r in certificate.revocations.all() if r.state == "decided"), None)
    stops = [Suspension(s.from_on, s.until_on) for s in certificate.suspensions.all()]
    return status(
        certificate.valid_from,
        certificate.valid_until,
        stops,
        revoked,
        on,
        superseded_on=certificate.superseded_on,
    )


def status_badge(found: Status) -> Badge:
    tone, icon = LOOKS[found]
    return Badge(found.words, tone, icon)


def with_status(found: QuerySet[Certificate], wanted: Status, on: date) -> QuerySet[Certificate]:
    """Those whose `status_of` is the wanted one, asked of the database (the strongest fact wins)."""
    found = found.annotate(
        is_revoked=Exists(
            Revocation.objects.filter(certificate=OuterRef("pk"), state="decided", revoked_on__lte=on)
        ),
        is_stopped=Exists(
            Stop.objects.filter(
                Q(until_on=None) | Q(until_on__gte=on), certificate=OuterRef("pk"), from_on__lte=on
            )
        ),
    )
    if wanted == Status.REVOKED:
        return found.filter(is_revoked=True)
    found = found.filter(is_revoked=False)
    if wanted == Status.SUPERSEDED:
        return found.filter(superseded_on__lte=on)
    found = found.filter(Q(superseded_on=None) | Q(superseded_on__gt=on))
    if wanted == Status.NOT_YET:
        return found.filter(valid_from__gt=on)
    if wanted == Status.EXPIRED:
        return found.filter(valid_from__lte=on, valid_until__lt=on)
    found = found.filter(valid_from__lte=on, valid_until__gte=on)
    if wanted == Status.SUSPENDED:
        return found.filter(is_stopped=True)
    near = Q(valid_until__lte=on + timedelta(days=EXPIRING_DAYS))
    return found.filter(near if wanted == Status.EXPIRING else ~near, is_stopped=False)


def in_use(found: QuerySet[Certificate], on: date) -> QuerySet[Certificate]:
    """Active ones whose term runs: valid, expiring or suspended."""
    revoked = Revocation.objects.filter(certificate=OuterRef("pk"), state="decided", revoked_on__lte=on)
    return found.filter(~Exists(revoked), superseded_on=None, valid_until__gte=on)
