"""The search of the public register: one small interface, SQLite FTS5 and PostgreSQL `tsvector` behind it.

ask(Asked(q="mật ong", sao=4), on) → Page      a page of hits with totals and filters
suggest("mat o") → [Suggestion, …]             while typing
index(products) / rebuild_index()              kept by `ocop.registry.actions` in the change's transaction
"""

from ocop.registry.search.asked import Asked
from ocop.registry.search.asking import Page, ask
from ocop.registry.search.facets import Choice

__all__ = ["Asked", "Choice", "Page", "ask"]
