"""The public tables."""

from ocop.api.tables.certificates import CERTIFICATES
from ocop.api.tables.decisions import DECISIONS
from ocop.api.tables.producers import PRODUCERS
from ocop.api.tables.products import PRODUCTS
from ocop.api.tables.table import Column, Order, Table
from ocop.api.tables.units import UNITS

TABLES = (PRODUCTS, PRODUCERS, CERTIFICATES, DECISIONS, UNITS)

__all__ = [
    "CERTIFICATES",
    "DECISIONS",
    "PRODUCERS",
    "PRODUCTS",
    "TABLES",
    "UNITS",
    "Column",
    "Order",
    "Table",
]
