"""Rows 1–7, 12 and 17–20: the public register at the size of the country, and what is made from it."""
