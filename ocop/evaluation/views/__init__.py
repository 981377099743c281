"""Pages of the council's work."""
