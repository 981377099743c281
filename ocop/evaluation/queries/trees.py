"""Criteria sets for the hot paths: built once per digest and process, without fetching the stored tree again."""

from ocop.programme.models import CriteriaSetVersion
from ocop.rulebook.criteria import CriteriaSet

_known: dict[str, CriteriaSet] = {}


def tree(version: CriteriaSetVersion) -> CriteriaSet:
    """The rulebook's criteria set; select the version with `defer("…__tree")`, the tree is then read only once."""
    if version.digest not in _known:
        _known[version.digest] = version.criteria_set
    return _known[version.digest]
