"""The archive's form: an ordinary tar file, in which no byte can change unnoticed."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.backup.container import BadArchive, Writer, read

PARTS = [("ocop-backup.json", b"{}"), ("tables/a.jsonl.gz", b"x" * 700), ("manifest.json", b"")]


def archive(parts=PARTS) -> bytes:
    made = io.BytesIO()
    writer = Writer(made)
    for name, content in parts:
        writer.add(name, io.BytesIO(content), len(content))
    writer.end()
    return made.getvalue()


def contents(data: bytes) -> list[tuple[str, bytes]]:
    return [(member.name, b"".join(member.pieces())) for member in read(io.BytesIO(data))]


def test_what_was_written_is_read():
    assert contents(archive()) == PARTS


def test_any_tar_program_reads_it():
    with tarfile.open(fileobj=io.BytesIO(archive())) as tar:
        assert tar.getnames() == [name for name, _ in PARTS]
        assert tar.extractfile("tables/a.jsonl.gz").read() == b"x" * 700


@given(st.integers(0, len(archive()) - 1))
def test_every_cut_is_refused(at):
    with pytest.raises(BadArchive):
        contents(archive()[:at])


@given(st.integers(0, len(archive()) - 1), st.integers(1, 255))
def test_every_changed_byte_is_refused_or_in_the_content(at, mask):
    """Headers, padding and end are fixed; content is covered by its hash in the manifest."""
    data = bytearray(archive())
    data[at] ^= mask
    try:
        found = contents(bytes(data))
    except BadArchive:
        return
    assert found != PARTS


def test_what_follows_the_end_is_refused():
    with pytest.raises(BadArchive):
        contents(archive() + b"\0")
