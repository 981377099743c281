"""Criteria sets for the hot paths: built once per digest and process, without fetching the stored tree again."""

from typing import Any

from ocop.programme.models import CriteriaSetVersion
from ocop.rulebook.criteria import CriteriaSet

_known: dict[str, CriteriaSet] = {}


def tree(version: CriteriaSetVersion) -> CriteriaSet:
    """The rulebook's criteria set; select the version with `defer("…__tree")`, the tree is then read only once."""
    if version.digest not in _known:
        _known[version.digest] = version.criteria_set
    return _known[version.digest]


def tree_of_sheet(sheet: Any) -> CriteriaSet:
    """The set of a sheet that was fetched with `set_id` and `set_digest` (actions.locks)."""
    known = _known.get(sheet.set_digest)
    return known or tree(CriteriaSetVersion.objects.get(pk=sheet.set_id))
