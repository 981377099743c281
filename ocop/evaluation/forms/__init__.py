"""Input of the council's pages."""
