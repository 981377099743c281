"""Plays the app that recognises products: `held(...)` says what every product holds while the block runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ocop.dossiers import recognitions
from ocop.dossiers.recognitions import Standing


@contextmanager
def held(stars: int = 3, valid_until: date = date(2027, 3, 31), revoked: bool = False) -> Iterator[Standing]:
    standing = Standing(stars, valid_until, "01/GCN", "12/QĐ-UBND", revoked)

    def provider(product, on):
        return standing

    recognitions.register(provider)
    try:
        yield standing
    finally:
        recognitions.unregister(provider)
