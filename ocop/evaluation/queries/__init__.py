"""Reads of the council's work."""
