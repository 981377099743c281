"""Word and Excel files (.docx, .xlsx): every part unpacked, counted and parsed, nothing executed."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO
from xml.parsers import expat

from .faults import Fault
from .limits import MIB, Limits
from .sniff import DOCX, XLSX

MAIN_PARTS = {
    DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
    XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
MACRO_PART = re.compile(
    r"(vbaproject|vbadata|/macrosheets/|/activex/|/dialogsheets/|customui)", re.IGNORECASE
)
LINKED_PART = re.compile(r"^xl/(externallinks|connections\.xml|querytables)", re.IGNORECASE)
FOREIGN_PART = re.compile(
    r"(oleobject[^/]*\.bin|\.(exe|dll|js|jse|vbs|vbe|bat|cmd|com|scr|ps1|hta|jar|msi|lnk|html?|svgz|zip|7z|rar|docm|xlsm))$",
    re.IGNORECASE,
)
SAFE_LINK = re.compile(rb"^(https?://|mailto:|#|tel:)", re.IGNORECASE)
FIELD_PROGRAM = re.compile(rb"\b(DDEAUTO|DDE)\b")
SMALLEST_BOMB = 50 * MIB
CHUNK = 256 * 1024
ENCRYPTED_FLAG = 0x1


def check_office(file: BinaryIO, limits: Limits) -> str:
    """DOCX or XLSX; raises for macros, outside links, bombs and anything that does not parse."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            _check_listing(parts, limits)
            media_type = _main_type(package)
            _check_parts(package, parts, limits)
    except Fault:
        raise
    except MemoryError:
        raise Fault("bomb") from None
    except Exception as broken:
        raise Fault("damaged") from broken
    return media_type


def _check_listing(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename for part in parts]
    if len(parts) > limits.max_parts or sum(part.file_size for part in parts) > limits.max_unpacked:
        raise Fault("bomb")
    if len(set(names)) != len(names) or any(_leaves_folder(name) for name in names):
        raise Fault("damaged")
    for part in parts:
        if part.flag_bits & ENCRYPTED_FLAG:
            raise Fault("encrypted")
        if MACRO_PART.search(part.filename):
            raise Fault("macro")
        if LINKED_PART.search(part.filename):
            raise Fault("outside_link")
        if FOREIGN_PART.search(part.filename):
            raise Fault("embedded")


def _leaves_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or "\x00" in name


def _main_type(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "[Content_Types].xml" not in names:
        raise Fault("plain_zip")
    types = package.read("[Content_Types].xml")[:MIB]
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Fault("macro")
    for media_type, (part, content_type) in MAIN_PARTS.items():
        if part in names and content_type in types:
            return media_type
    raise Fault("unknown_content", found="zip")


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    packed = sum(part.compress_size for part in parts) or 1
    left = min(limits.max_unpacked, max(SMALLEST_BOMB, packed * limits.max_ratio))
    for part in parts:
        checker = _Xml(part.filename) if part.filename.endswith((".xml", ".rels", ".vml")) else None
        with package.open(part) as stream:
            while piece := stream.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise Fault("bomb")
                if checker:
                    checker.feed(piece)
        if checker:
            checker.close()


class _Xml:
    """Well-formed XML without a document type, and without links that a reader would follow by itself."""

    def __init__(self, name: str) -> None:
        self.rels = name.endswith(".rels")
        self.instruction = False
        self.depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def feed(self, data: bytes) -> None:
        self.parser.Parse(data, False)

    def close(self) -> None:
        self.parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise Fault("bomb")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > 500:
            raise Fault("bomb")
        self.instruction = name.endswith("instrText")
        if self.rels and attributes.get("TargetMode", "").lower() == "external":
            self._check_target(attributes)

    def _check_target(self, attributes: dict[str, str]) -> None:
        """A hyperlink waits for a click; pictures and templates from outside are fetched on opening."""
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        if kind != "hyperlink" or not SAFE_LINK.match(attributes.get("Target", "").encode()):
            raise Fault("outside_link")

    def _end(self, _: str) -> None:
        self.depth -= 1
        self.instruction = False

    def _text(self, data: str) -> None:
        if self.instruction and FIELD_PROGRAM.search(data.encode()):
            raise Fault("macro")
