"""Input of the producers' pages."""
