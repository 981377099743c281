"""Whether a file is the handed-out draft plus signatures and nothing else.

The same first bytes are not enough: a later revision inside the file could replace a page before it was signed.
So every object of the draft that a later part defines anew is compared; only signing may touch a few of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

CATALOGUE_KEYS = {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version", "/Metadata"}
FORM_KEYS = {"/Fields", "/SigFlags", "/DR", "/DA", "/NeedAppearances"}


def is_draft_plus_signatures(original: bytes, signed: bytes) -> bool:
    """True when the signed file shows exactly what the draft shows, apart from signature fields."""
    if not signed.startswith(original):
        return False
    draft = PdfFileReader(io.BytesIO(original), strict=False)
    later = PdfFileReader(io.BytesIO(signed), strict=False)
    if draft.root_ref != later.root_ref:
        return False
    known = _references(draft, 0)
    changed = _references(later, draft.xrefs.total_revisions) & known
    return all(_permitted(reference, draft, later) for reference in changed)


def _references(reader: PdfFileReader, first: int) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for revision in range(first, reader.xrefs.total_revisions):
        explicit = reader.xrefs.explicit_refs_in_revision(revision)
        freed = reader.xrefs.refs_freed_in_revision(revision)
        found |= {(reference.idnum, reference.generation) for reference in explicit | freed}
    return found


def _permitted(reference: tuple[int, int], draft: PdfFileReader, later: PdfFileReader) -> bool:
    old = draft.get_object(generic.Reference(*reference, pdf=draft))
    new = later.get_object(generic.Reference(*reference, pdf=later))
    if _same(old, new) or reference in _descriptions(draft):
        return True
    if not isinstance(old, generic.DictionaryObject) or not isinstance(new, generic.DictionaryObject):
        return False
    if isinstance(old, generic.StreamObject) or isinstance(new, generic.StreamObject):
        return False
    root = draft.root_ref
    if reference == (root.idnum, root.generation):
        return _same_but(old, new, CATALOGUE_KEYS)
    if old.get("/Type") == "/Page":
        return _same_but(old, new, {"/Annots"}) and _adds_only_signatures(old, new)
    if "/Fields" in old:
        return _same_but(old, new, FORM_KEYS)
    return old.get("/FT") == "/Sig" and "/V" not in old


def _descriptions(draft: PdfFileReader) -> set[tuple[int, int]]:
    """Title and dates about the file, which are not shown on its pages."""
    values = [draft.trailer.raw_get("/Info") if "/Info" in draft.trailer else None]
    values.append(draft.root.raw_get("/Metadata") if "/Metadata" in draft.root else None)
    return {(value.idnum, value.generation) for value in values if isinstance(value, generic.IndirectObject)}


def _same_but(old: generic.DictionaryObject, new: generic.DictionaryObject, but: set[str]) -> bool:
    keys = (set(old) | set(new)) - but
    return all(key in old and key in new and _same(old.raw_get(key), new.raw_get(key)) for key in keys)


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, generic.StreamObject) and isinstance(new, generic.StreamObject):
        return old.encoded_data == new.encoded_data and dict.__eq__(old, new)
    return type(old) is type(new) and bool(old == new)


def _adds_only_signatures(old: generic.DictionaryObject, new: generic.DictionaryObject) -> bool:
    before, after = _annotations(old), _annotations(new)
    kept = list(after)[: len(before)]
    return kept == before and all(_is_signature(one.get_object()) for one in after[len(before) :])


def _annotations(page: generic.DictionaryObject) -> list[Any]:
    return list(_raw(page["/Annots"])) if "/Annots" in page else []


def _raw(array: Any) -> Iterator[Any]:
    return (array.raw_get(index) for index in range(len(array)))


def _is_signature(annotation: Any) -> bool:
    if annotation.get("/Subtype") != "/Widget":
        return False
    field = annotation if "/FT" in annotation else annotation.get("/Parent", {})
    return bool(field.get("/FT") == "/Sig")
