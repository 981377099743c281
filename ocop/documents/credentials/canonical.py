"""Whether bytes are one CBOR item in the form that our codes have: shortest numbers, keys in order, no floating point.

The scanner without a network (`static/js/check/codes.js`) reads by the very same rules, so that both call a damaged code by
the same name. A general reader finds other faults first than a strict one, and what is cut would be strange in one place
and cut in the other.
"""

LONGEST_ARRAY, DEEPEST = 100, 6
MOST = 2**53 - 1  # what the browser can hold as a whole number
LEAST = (24, 256, 65536, 4294967296)  # of a number written in 1, 2, 4, 8 bytes


class Strange(ValueError):
    """Not in this form."""


class Cut(ValueError):
    """In this form as far as it goes, and it goes on."""


def check(content: bytes) -> None:
    if _item(content, 0, 0) != len(content):
        raise Strange("something follows")


def is_cut(content: bytes) -> bool:
    """Whether these bytes are a beginning of such an item."""
    try:
        _item(content, 0, 0)
    except Cut:
        return True
    except Strange:
        return False
    return False


def _item(content: bytes, at: int, depth: int) -> int:
    """Where the item that begins here ends."""
    if depth > DEEPEST:
        raise Strange("too deep")
    at = _within(content, at, 1)
    major, low = content[at - 1] >> 5, content[at - 1] & 31
    if major == 7:
        if low not in (20, 21):
            raise Strange("not a value of ours")
        return at
    number, at = _number(content, at, low)
    if major in (0, 1):
        return at
    if major in (2, 3):
        end = _within(content, at, number)
        return _text(content[at:end], end) if major == 3 else end
    if major == 6:
        return _item(content, at, depth + 1)
    if number > LONGEST_ARRAY:
        raise Cut("too many") if number > len(content) else Strange("too many")
    return _items(content, at, depth, number) if major == 4 else _pairs(content, at, depth, number)


def _number(content: bytes, at: int, low: int) -> tuple[int, int]:
    if low < 24:
        return low, at
    if low > 27:
        raise Strange("not a length of ours")
    end = _within(content, at, 1 << (low - 24))
    found = int.from_bytes(content[at:end], "big")
    if found < LEAST[low - 24] or found > MOST:
        raise Strange("not the shortest form")
    return found, end


def _items(content: bytes, at: int, depth: int, number: int) -> int:
    for _ in range(number):
        at = _item(content, at, depth + 1)
    return at


def _pairs(content: bytes, at: int, depth: int, number: int) -> int:
    """Keys in order, the shorter first, so that none stands twice."""
    before = b""
    for _ in range(number):
        end = _item(content, at, depth + 1)
        key = content[at:end]
        if before and (len(key), key) <= (len(before), before):
            raise Strange("keys out of order")
        before, at = key, _item(content, end, depth + 1)
    return at


def _text(content: bytes, end: int) -> int:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise Strange("not UTF-8") from error
    return end


def _within(content: bytes, at: int, count: int) -> int:
    if at + count > len(content):
        raise Cut("the bytes end too early")
    return at + count
