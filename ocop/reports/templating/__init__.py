"""Word templates of reports that an office edits: placeholders, checks, filling, and the standard one to begin with."""

from ocop.reports.templating.checking import faults_of
from ocop.reports.templating.filling import filled
from ocop.reports.templating.names import Names, names_of
from ocop.reports.templating.standard import standard_template

__all__ = ["Names", "faults_of", "filled", "names_of", "standard_template"]
