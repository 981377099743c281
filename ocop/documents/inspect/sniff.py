"""Says from its bytes what a file really is, whatever its name claims."""

from __future__ import annotations

import re
from typing import BinaryIO

import filetype

from .faults import Fault

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SUFFIXES = {
    "jpg": JPEG,
    "jpeg": JPEG,
    "jfif": JPEG,
    "png": PNG,
    "webp": WEBP,
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
}
SUFFIX_OF = {JPEG: "jpg", PNG: "png", WEBP: "webp", PDF: "pdf", DOCX: "docx", XLSX: "xlsx"}
MACRO_SUFFIXES = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm"}
HEIC_TYPES = {"image/heic", "image/heif", "image/avif"}
HEIC_SUFFIXES = {"heic", "heif", "hif", "avif"}
OLD_OFFICE_SUFFIXES = {"doc", "xls", "dot", "xlt", "rtf", "ppt"}

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|\?xml|iframe|img|a\s)", re.IGNORECASE)
PROGRAM_MAGIC = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"@echo",
)
HEAD = 8192


def claimed_type(suffix: str) -> str:
    """The type the name promises; names that we never take are refused here."""
    if suffix in HEIC_SUFFIXES:
        raise Fault("heic")
    if suffix in MACRO_SUFFIXES:
        raise Fault("macro")
    if suffix in OLD_OFFICE_SUFFIXES:
        raise Fault("old_office", suffix=suffix)
    if suffix not in SUFFIXES:
        raise Fault("unknown_suffix", suffix=suffix)
    return SUFFIXES[suffix]


def real_type(file: BinaryIO) -> str:
    """The type of the content: one of ours (`zip` for any Office file), else a refusal."""
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise Fault("empty")
    if head.startswith(OLE_MAGIC):
        raise Fault("encrypted" if _has_encrypted_package(file) else "old_office", suffix="doc/xls")
    if head.startswith(PROGRAM_MAGIC):
        raise Fault("dangerous_type")
    if MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")[:200]):
        raise Fault("dangerous_type")
    return _by_magic(head)


def _by_magic(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    guess = filetype.guess(head)
    mime = guess.mime if guess else ""
    if mime in HEIC_TYPES:
        raise Fault("heic")
    if mime in {JPEG, PNG, WEBP}:
        return mime
    raise Fault("unknown_content", found=guess.extension if guess else "")


def _has_encrypted_package(file: BinaryIO) -> bool:
    """A password-protected .docx or .xlsx is an OLE container with this one stream."""
    content = file.read()
    file.seek(0)
    return ENCRYPTED_PACKAGE in content
