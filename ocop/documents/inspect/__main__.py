"""Child process: read one file from standard input under hard limits, answer on standard output.

Answer: one line of JSON, then the bytes of the copies it names, in order.
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

from . import jail
from .faults import Fault
from .limits import Limits


def main() -> None:
    order = json.loads(sys.argv[1])
    limits = Limits(**order["limits"])
    jail.enter(limits)
    file = sys.stdin.buffer.raw
    try:
        answer, copies = _obey(order, file, limits)
    except Fault as fault:
        answer, copies = {"ok": False, "code": fault.code, "facts": fault.facts}, {}
    except MemoryError:
        answer, copies = {"ok": False, "code": "bomb", "facts": {}}, {}
    answer["copies"] = {name: len(content) for name, content in copies.items()}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(copies.values()))
    sys.stdout.buffer.flush()


def _obey(order: dict[str, Any], file: BinaryIO, limits: Limits) -> tuple[dict[str, Any], dict[str, bytes]]:
    media_type, facts, copies = _check(file, order["suffix"], set(order["allowed"]), limits)
    if order["task"] == "rows":
        from .sheets import read_cells

        file.seek(0)
        facts = {**facts, **read_cells(file, order.get("sheet"), limits)}
    return {"ok": True, "media_type": media_type, **facts}, copies


def _check(
    file: BinaryIO, suffix: str, allowed: set[str], limits: Limits
) -> tuple[str, dict[str, Any], dict[str, bytes]]:
    """Name, first bytes and full content must all say the same type."""
    from .sniff import PDF, claimed_type, real_type

    claimed = claimed_type(suffix)
    found = real_type(file)
    if claimed not in allowed:
        raise Fault("not_allowed_here", suffix=suffix)
    facts: dict[str, Any] = {}
    copies: dict[str, bytes] = {}
    if found == "zip":
        from .office import check_office

        found = check_office(file, limits)
    _must_agree(claimed, found, suffix)
    if found == PDF:
        from .pdfs import check_pdf

        facts = check_pdf(file, limits)
    elif found.startswith("image/"):
        from .images import check_image

        facts, copies = check_image(file, found, limits)
    return found, facts, copies


def _must_agree(claimed: str, found: str, suffix: str) -> None:
    """A picture under another picture's name is taken: phones and messengers mix them up, and it is re-encoded."""
    pictures = claimed.startswith("image/") and found.startswith("image/")
    if claimed != found and not pictures:
        raise Fault("wrong_type", suffix=suffix, found=found)


if __name__ == "__main__":
    main()
