"""Kinds of long work. An app registers one with the function that does it.

    register(Kind("certificates.pdf", words="Ký và đóng gói giấy chứng nhận", run=sign_all))

`run(job, progress)` reads what is left from the records, does it piece by piece and calls `progress.step` after each
piece that is safely stored. Killed or cancelled, it is simply called again and goes on with what is left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocop.jobs.models import Job
    from ocop.jobs.progress import Progress


@dataclass(frozen=True)
class Kind:
    """`run` answers the address where the result waits, or "" when there is none."""

    key: str
    words: str
    run: "Callable[[Job, Progress], str]"
    limit: timedelta = timedelta(hours=6)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def kind_of(key: str) -> Kind | None:
    return _kinds.get(key)
