"""What can be wrong with a file: a code and the facts; the sentence is written by the parent."""

from __future__ import annotations


class Fault(Exception):
    """The file is refused; `code` has its Vietnamese sentence in `documents.sentences`."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
