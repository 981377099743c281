"""The tree's arithmetic against the plain definition of RFC 9162, and the stand-alone verifier's reading of it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.transparency import merkle

LEAVES = [merkle.leaf_hash(str(n).encode()) for n in range(70)]


def plain_root(leaves: list[bytes]) -> bytes:
    """MTH as the RFC defines it."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def node(level: int, index: int) -> bytes:
    return plain_root(LEAVES[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(70))
def test_root_is_the_definition(size):
    expected = plain_root(LEAVES[:size])

    assert merkle.root(node, size) == expected
    assert merkle.Growing().extend(LEAVES[:size]).root() == expected


def test_known_answer_of_rfc_6962():
    """Root over the eight test leaves used by Certificate Transparency implementations."""
    data = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    leaves = [merkle.leaf_hash(bytes.fromhex(one)) for one in data]

    assert merkle.Growing().extend(leaves).root().hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


@given(st.integers(1, 69), st.data())
def test_inclusion_proof_is_short(size, data):
    index = data.draw(st.integers(0, size - 1))

    assert len(merkle.inclusion_proof(node, index, size)) <= (size - 1).bit_length()
