"""Files under a picture's name that must be refused: name, content, code of the sentence."""

import struct
import zlib

from tests.documents.packing import zipped
from tests.factories.documents import pdf, picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body onload=alert(1)></body></html>"


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + b"".join(chunks) + png_chunk(b"IEND", b"")


def flat_png(width: int, height: int) -> bytes:
    """All one colour: a few kilobytes for any size."""
    packer = zlib.compressobj(9)
    line = b"\0" * (width * 3 + 1)
    data = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return png(width, height, png_chunk(b"IDAT", data))


def pictures() -> list[tuple[str, bytes, str]]:
    jpeg = picture("JPEG", (400, 300))
    return [
        ("anh-rong.jpg", b"", "empty"),
        ("anh-cut.jpg", jpeg[: len(jpeg) // 2], "damaged"),
        ("anh-chi-co-dau.jpg", jpeg[:20], "damaged"),
        ("anh-cut.png", picture("PNG", (400, 300))[:200], "damaged"),
        ("anh-cut.webp", picture("WEBP", (400, 300))[:60], "damaged"),
        ("anh-khong-diem.png", png(0, 0), "damaged"),
        ("anh-sai-tong.png", picture("PNG")[:-20] + b"\0" * 20, "damaged"),
        (
            "anh-50k.png",
            png(50_000, 50_000, png_chunk(b"IDAT", zlib.compress(b"\0" * 100))),
            "too_many_pixels",
        ),
        ("anh-bom.png", flat_png(12_000, 9_000), "too_many_pixels"),
        (
            "chu-bom.png",
            png(8, 8, png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 30_000_000))),
            "damaged",
        ),
        ("anh.gif", picture("GIF", mode="P"), "unknown_suffix"),
        ("gif-va-js.jpg", b"GIF89a=1;alert(1)//" + b"\0" * 60, "unknown_content"),
        ("anh-bmp.jpg", picture("BMP"), "unknown_content"),
        ("anh-tiff.jpg", picture("TIFF"), "unknown_content"),
        ("anh.svg", SVG, "unknown_suffix"),
        ("svg.png", SVG, "dangerous_type"),
        ("svg-thut-dau.jpg", b"\xef\xbb\xbf \n\t" + SVG, "dangerous_type"),
        ("trang.jpg", HTML, "dangerous_type"),
        ("phim.jpg", b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2" + b"\0" * 100, "unknown_content"),
        ("IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 100, "heic"),
        ("heic-doi-ten.jpg", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 100, "heic"),
        ("virus.jpg", b"MZ" + b"\0" * 100, "dangerous_type"),
        ("chuong-trinh.png", b"\x7fELF" + b"\0" * 100, "dangerous_type"),
        ("lenh.webp", b"#!/bin/sh\nrm -rf /\n", "dangerous_type"),
        ("anh-kem-zip.jpg", jpeg + zipped({"a.txt": b"x"}), "two_files"),
        ("pdf.jpg", pdf(), "wrong_type"),
        ("chu.jpg", b"chi la chu thuong", "unknown_content"),
        ("anh.jpg.exe", jpeg, "unknown_suffix"),
        ("anh", jpeg, "unknown_suffix"),
    ]
