"""Integrity checks of the vaults (`ocop check`)."""

from ocop.core.checks_registry import Finding, register
from ocop.producers.models import Evidence


def versions_without_gaps() -> Finding:
    """Versions of a paper run from 1 without a gap: none was taken away or slipped in (I32)."""
    finding = Finding()
    for paper in Evidence.objects.prefetch_related("versions").iterator(chunk_size=500):
        finding.rows += 1
        numbers = [version.version for version in paper.versions.all()]
        if numbers != list(range(1, len(numbers) + 1)) or not numbers:
            finding.problems.append(f"{paper.code} – {paper}: các bản không liền nhau ({numbers}).")
    return finding


def install() -> None:
    register("I32", "Các bản của mỗi giấy tờ liền nhau, không bản nào mất", versions_without_gaps)
