"""The rulebook's objects of stored criteria sets, kept for the life of a process."""

from collections.abc import Mapping
from typing import Any

from ocop.rulebook.criteria import CriteriaSet

_trees: dict[str, CriteriaSet] = {}


def tree_of(digest: str, tree: Mapping[str, Any]) -> CriteriaSet:
    """The rulebook's object of a stored tree, built once per digest and process."""
    if digest not in _trees:
        _trees[digest] = CriteriaSet.from_dict(tree)
    return _trees[digest]
