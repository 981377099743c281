"""Word templates of reports that an office edits: placeholders, checks, filling, and the standard one to begin with.

What reads and fills Word files is loaded when it is called: a web process that makes no report does not carry it.
"""

from typing import Any

from ocop.reports.templating.names import Names, names_of
from ocop.reports.templating.standard import standard_template

__all__ = ["Names", "faults_of", "filled", "names_of", "standard_template"]


def faults_of(*given: Any, **named: Any) -> list[str]:
    """See `checking.faults_of`."""
    from ocop.reports.templating import checking

    return checking.faults_of(*given, **named)


def filled(*given: Any, **named: Any) -> bytes:
    """See `filling.filled`."""
    from ocop.reports.templating import filling

    return filling.filled(*given, **named)
