"""I23: the register shows exactly the products that were recognised, with the facts of their newest record."""

from ocop.core.checks_registry import Finding, register
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.registry.models import Entry


def shows_what_was_recognised() -> Finding:
    certificates = {c.product_id: c for c in Certificate.objects.filter(superseded_on=None)}
    history = set(
        HistoricRecognition.objects.filter(status=HistoricStatus.RECOGNISED).values_list(
            "product_id", flat=True
        )
    )
    entries = {entry.product_id: entry for entry in Entry.objects.all()}
    found = Finding(rows=len(entries))
    for pk in (set(certificates) | history) - set(entries):
        found.problems.append(f"Sản phẩm #{pk} đã công nhận nhưng không có trong sổ công khai.")
    for pk, entry in entries.items():
        certificate = certificates.get(pk)
        if certificate is None and pk not in history:
            found.problems.append(f"“{entry.name}” có trong sổ nhưng không có công nhận.")
        elif certificate and (entry.stars, entry.valid_until) != (certificate.stars, certificate.valid_until):
            found.problems.append(f"“{entry.name}” trong sổ khác giấy chứng nhận {certificate.number_text}.")
    return found


def install() -> None:
    register("I23", "Sổ công khai khớp với các công nhận", shows_what_was_recognised)
