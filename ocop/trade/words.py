"""Small sets kept in one column as words between blanks: “ vsattp haccp ”. Found by `contains=" haccp "` on both engines."""

from collections.abc import Iterable

from ocop.core.errors import RuleBroken


def packed(keys: Iterable[str], known: Iterable[str]) -> str:
    """In the order of `known`; strangers are left out."""
    given = set(keys)
    kept = [one for one in known if one in given]
    return f" {' '.join(kept)} " if kept else ""


def unpacked(text: str) -> frozenset[str]:
    return frozenset(text.split())


def numbers(text: str) -> list[int]:
    """“3 7” or “3, 7” → [3, 7]; other signs are refused."""
    parts = text.replace(",", " ").split()
    if not all(part.isdecimal() and len(part) < 4 for part in parts):
        raise RuleBroken(
            "Hãy ghi số lượt, cách nhau bằng dấu phẩy: 3, 7.", code="conference.numbers", field="breaks"
        )
    return sorted({int(part) for part in parts})
