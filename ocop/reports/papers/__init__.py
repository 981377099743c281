"""Files of a report, made from its content alone."""

from ocop.reports.papers.data import to_json
from ocop.reports.papers.excel import to_xlsx
from ocop.reports.papers.word import document_of, to_word

__all__ = ["document_of", "to_json", "to_word", "to_xlsx"]
