"""How much one file may cost us. Settings override the numbers (see `documents.conf`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds for one uploaded file and for the process that reads it."""

    max_bytes: int = 20 * MIB
    max_pixels: int = 100_000_000
    max_pages: int = 500
    max_objects: int = 200_000
    max_parts: int = 3_000
    max_unpacked: int = 300 * MIB
    max_ratio: int = 200
    max_rows: int = 50_000
    max_columns: int = 256
    photo_edge: int = 2_000
    thumbnail_edge: int = 400
    cpu_seconds: int = 15
    wall_seconds: int = 40
    memory_bytes: int = 1_536 * MIB
    output_bytes: int = 128 * MIB

    def as_dict(self) -> dict[str, int]:
        return asdict(self)
