"""The search of the public register: one small interface, SQLite FTS5 and PostgreSQL `tsvector` behind it.

`ask(Asked(q="mật ong", sao=4), on)` answers one page of hits with totals and filters, `suggest("mat o")` what to offer
while typing, `near_names(asked, on)` what to offer when nothing was found. `ocop.registry.actions` keeps the index in
the transaction of a change (`update_entries`) and makes it anew (`rebuild`, `rebuild_index`).
"""

from ocop.registry.search.asked import Asked
from ocop.registry.search.asking import Page, ask, near_names
from ocop.registry.search.facets import Choice, label
from ocop.registry.search.suggesting import Suggestion, suggest

__all__ = ["Asked", "Choice", "Page", "Suggestion", "ask", "label", "near_names", "suggest"]
