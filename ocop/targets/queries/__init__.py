"""Reads: areas, derivation of facts, figures, statements."""
