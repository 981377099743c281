"""Documents made of printable text only: one stray control character would make the whole Word file unreadable."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

T = TypeVar("T")


def printable(value: T) -> T:
    """The same value with every text in it cleaned."""
    return _clean(value)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return CONTROL.sub("", value.replace("\r\n", "\n"))
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changes)
    return value
