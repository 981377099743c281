"""The status of a certificate, computed at the moment of asking."""

from datetime import date

from ocop.recognition.models import Certificate
from ocop.rulebook.validity import Status, Suspension, status


def status_of(certificate: Certificate, on: date) -> Status:
    """Prefetch `suspensions` and `revocations` on lists."""
    revoked = next((r.revoked_on for r in certificate.revocations.all() if r.state == "decided"), None)
    stops = [Suspension(s.from_on, s.until_on) for s in certificate.suspensions.all()]
    return status(certificate.valid_from, certificate.valid_until, stops, revoked, on, superseded_on=certificate.superseded_on)
