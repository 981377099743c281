"""Benchmarks of the council's work against their floors: `make bench`. See README.md beside this file."""
