"""Integrity checks of the stored criteria sets (`ocop check`)."""

from ocop.core.checks_registry import Finding, register
from ocop.programme.models import CriteriaSetVersion
from ocop.rulebook.criteria import CriteriaSet


def sets_as_loaded() -> Finding:
    """Every stored tree still gives the digest it was loaded with (I01)."""
    finding = Finding()
    for row in CriteriaSetVersion.objects.iterator(chunk_size=50):
        finding.rows += 1
        if CriteriaSet.from_dict(row.tree).digest() != row.digest:
            finding.problems.append(f"{row}, bản {row.revision}: nội dung đã bị sửa sau khi nạp.")
    return finding


def install() -> None:
    register("I01", "Bộ tiêu chí đã nạp không bị sửa", sets_as_loaded)
