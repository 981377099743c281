"""Who may read which file: the owning apps say so, this app only asks. Silence means no."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from ocop.core.acting import Acting

from .enums import FileKind
from .models import StoredFile

Check = Callable[[StoredFile, Acting], bool]

_readers: dict[str, list[Check]] = defaultdict(list)
_original_readers: dict[str, list[Check]] = defaultdict(list)


def register(kind: FileKind, check: Check, *, original: bool = False) -> None:
    """Let `check(file, acting)` open files of this kind; several checks are joined by *or*.

    The check always gets the original row (never a derived picture). With `original=True` it opens the
    untouched bytes of a photo, which may tell where and when it was taken.
    """
    checks = (_original_readers if original else _readers)[kind]
    if check not in checks:
        checks.append(check)


def register_many(kinds: Iterable[FileKind], check: Check, *, original: bool = False) -> None:
    for kind in kinds:
        register(kind, check, original=original)


def may_read(file: StoredFile, acting: Acting) -> bool:
    """Whether the person sees this file at all; a file that is not checked yet is read by nobody (I33)."""
    root = file.original
    return root.is_checked and any(check(root, acting) for check in _readers[root.kind])


def may_read_original(file: StoredFile, acting: Acting) -> bool:
    """Whether the person may have the bytes as handed in; differs from reading for pictures only."""
    if not may_read(file, acting):
        return False
    root = file.original
    return not root.is_picture or any(check(root, acting) for check in _original_readers[root.kind])
