"""What is compared, and what is found."""

from dataclasses import dataclass
from typing import NamedTuple


class Print(NamedTuple):
    """The marks of one product. `group`: two products of different groups are no duplicates by name alone."""

    product: int
    producer: int
    core: str
    name: bytes
    story: bytes = b""
    pictures: tuple[bytes, ...] = ()
    group: int | None = None


@dataclass(frozen=True)
class Found:
    """A pair, the smaller key first. Percent of common pieces; `photo` is percent of equal bits; None: not compared or
    under its limit."""

    first: int
    second: int
    name: int | None = None
    story: int | None = None
    photo: int | None = None
