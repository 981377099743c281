"""Small sets kept in one column as words between blanks: “ vsattp haccp ”. Found by `contains=" haccp "` on both engines."""

from collections.abc import Iterable


def packed(keys: Iterable[str], known: Iterable[str]) -> str:
    """In the order of `known`; strangers are left out."""
    given = set(keys)
    kept = [one for one in known if one in given]
    return f" {' '.join(kept)} " if kept else ""


def unpacked(text: str) -> frozenset[str]:
    return frozenset(text.split())
