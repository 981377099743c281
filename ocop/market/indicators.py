"""Figures counted from points, events and stalls (docs/figures.md)."""


def install() -> None:
    """Filled in by ocop.market.definitions."""
