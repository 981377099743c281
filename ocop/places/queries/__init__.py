"""Reads over units: searching, resolving what a published record says, and scope."""

from ocop.places.queries.resolve import Resolution, resolve_place, responsible_unit, successors
from ocop.places.queries.scope import in_scope, scope_filter
from ocop.places.queries.search import current_provinces, find_units, nation, unit_by_key

__all__ = [
    "Resolution",
    "current_provinces",
    "find_units",
    "in_scope",
    "nation",
    "resolve_place",
    "responsible_unit",
    "scope_filter",
    "successors",
    "unit_by_key",
]
