"""What a product holds, told to the dossiers app (upgrade and re-evaluation ask it)."""

from datetime import date

from ocop.dossiers.recognitions import Standing
from ocop.products.models import Product
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.recognition.queries.status import status_of
from ocop.rulebook.procedures import get_procedure
from ocop.rulebook.validity import Status, valid_until


def from_certificates(product: Product, on: date) -> Standing | None:
    found = (
        Certificate.objects.filter(product=product)
        .select_related("line__decision")
        .prefetch_related("suspensions", "revocations")
        .order_by("-valid_until", "-pk")
        .first()
    )
    if found is None:
        return None
    return Standing(
        found.stars,
        found.valid_until,
        found.number_text,
        found.line.decision.number_text,
        status_of(found, on) == Status.REVOKED,
    )


def from_history(product: Product, on: date) -> Standing | None:
    """A published recognition with its day; one without a day gives no term to build on."""
    found = (
        HistoricRecognition.objects.filter(
            product=product, status=HistoricStatus.RECOGNISED, decided_on__isnull=False, stars__gte=3
        )
        .order_by("-decided_on")
        .first()
    )
    if found is None or not found.procedure:
        return None
    months = get_procedure(found.procedure).validity_months
    return Standing(found.stars, valid_until(found.decided_on, months), "", found.decision_no)  # type: ignore[arg-type]
