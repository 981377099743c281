"""Excel in, one way for every list: columns are declared, people see what would become of each row, then all is written
at once or nothing. How to plug in: docs/excel-in.md.
"""

from .columns import Column, Kind
from .importer import Change, Fate, Importer, Line, Plan, Row, differs

__all__ = ["Change", "Column", "Fate", "Importer", "Kind", "Line", "Plan", "Row", "differs"]
