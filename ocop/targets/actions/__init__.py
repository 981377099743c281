"""Writes, by aggregate: see the modules."""
