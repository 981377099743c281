"""PDF files: readable to the last object, without passwords, programs, attachments or stream bombs."""

from __future__ import annotations

import logging
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from .faults import Fault
from .limits import MIB, Limits

ACTIVE_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/GoToR",
    "/RichMediaExecute",
}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/Rendition"}
ATTACHMENTS = {"/EmbeddedFiles", "/EF"}
ATTACHMENT_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"}
SMALLEST_BOMB = 100 * MIB
CHUNK = MIB
TAIL = 2048
DEEPEST = 60


def check_pdf(file: BinaryIO, limits: Limits) -> dict[str, int]:
    """Number of pages; raises for anything that a paper scan or an office document never contains."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    _check_tail(file)
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            raise Fault("encrypted")
        pages = len(reader.pages)
        if pages > limits.max_pages:
            raise Fault("too_many_pages", pages=pages, most=limits.max_pages)
        if not pages:
            raise Fault("damaged")
        _check_objects(reader, limits)
        for page in reader.pages:
            page.mediabox, page.get("/Resources")
    except Fault:
        raise
    except (MemoryError, LimitReachedError):
        raise Fault("bomb") from None
    except Exception as broken:
        raise Fault("damaged") from broken
    return {"pages": pages}


def _check_tail(file: BinaryIO) -> None:
    """A second file glued to the end (PDF and ZIP in one) is read differently by different programs."""
    if zipfile.is_zipfile(file):
        raise Fault("two_files")
    size = file.seek(0, 2)
    file.seek(max(0, size - CHUNK))
    end = file.read()
    file.seek(0)
    mark = end.rfind(b"%%EOF")
    if mark < 0:
        raise Fault("damaged")
    if len(end[mark + 5 :].strip(b"\x00 \t\r\n")) > TAIL:
        raise Fault("two_files")


def _check_objects(reader: PdfReader, limits: Limits) -> None:
    """Look at every object of the file, also those that no page points to."""
    budget = _Budget(max(SMALLEST_BOMB, limits.max_ratio * reader.stream.seek(0, 2)), limits.max_unpacked * 8)
    _check_value(reader.trailer, budget)
    for number, reference in enumerate(_references(reader)):
        if number > limits.max_objects:
            raise Fault("bomb")
        try:
            value = reader.get_object(reference)
        except Fault:
            raise
        except (MemoryError, LimitReachedError):
            raise
        except Exception:  # a free or broken object that no page needs: readers skip it too
            continue
        _check_value(value, budget)


def _references(reader: PdfReader) -> Iterator[IndirectObject]:
    for generation, entries in reader.xref.items():
        for number in entries:
            yield IndirectObject(number, 0 if generation == 65535 else generation, reader)
    for number in reader.xref_objStm:
        yield IndirectObject(number, 0, reader)


def _check_value(value: Any, budget: _Budget, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise Fault("bomb")
    if isinstance(value, DictionaryObject):
        _check_dictionary(value)
        if isinstance(value, StreamObject):
            budget.spend(value)
        for key in value:
            _check_value(value.raw_get(key), budget, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check_value(item, budget, depth + 1)


def _check_dictionary(value: DictionaryObject) -> None:
    keys = set(value)
    if keys & ACTIVE_KEYS or _name(value, "/S") in ACTIVE_ACTIONS:
        raise Fault("active_pdf")
    if keys & ATTACHMENTS or _name(value, "/Subtype") in ATTACHMENT_ANNOTATIONS:
        raise Fault("embedded")
    if _name(value, "/Type") == "/EmbeddedFile":
        raise Fault("embedded")


def _name(value: DictionaryObject, key: str) -> str:
    found = value.raw_get(key) if key in value else ""
    return str(found)


class _Budget:
    """How many bytes all streams together may unpack to; counted without keeping them."""

    def __init__(self, by_ratio: int, at_most: int) -> None:
        self.left = min(by_ratio, at_most)

    def spend(self, stream: StreamObject) -> None:
        filters = stream.get("/Filter", [])
        names = [str(item) for item in (filters if isinstance(filters, list) else [filters])]
        if sum(name in {"/FlateDecode", "/Fl"} for name in names) > 1 or len(names) > 3:
            raise Fault("bomb")
        if names and names[0] in {"/FlateDecode", "/Fl"}:
            self._count(stream._data)

    def _count(self, data: bytes) -> None:
        unpacker = zlib.decompressobj()
        try:
            piece = unpacker.decompress(data, CHUNK)
            while piece:
                self.left -= len(piece)
                if self.left < 0:
                    raise Fault("bomb")
                piece = unpacker.decompress(unpacker.unconsumed_tail, CHUNK)
        except zlib.error:  # a damaged stream shows a damaged picture, and harms nobody
            return
