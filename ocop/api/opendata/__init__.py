"""The open data files: every table as CSV, JSON and JSON-LD, with dictionary, licence and check sums."""
