"""How a producer finds the right criteria set in plain words: "mật ong", "nuoc mam", "homestay"."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ocop.rulebook.criteria.files import CURRENT
from ocop.rulebook.criteria.folding import fold
from ocop.rulebook.criteria.sectors import Sector, SectorGroup, SetEntry, sectors

EXACT, PHRASE, PER_WORD, BEGINNING, INSIDE, ONE_WORD, MORE = 100, 50, 10, 40, 30, 5, 2
OTHER_MARKS = 3  # words typed with marks: a keyword that fits only without them counts a third
WEAK = 5  # sets with less than a fifth of the best score are noise


@dataclass(frozen=True, kw_only=True)
class Found:
    """A set that fits the words, with the keywords that made it fit."""

    entry: SetEntry
    sector: Sector
    group: SectorGroup
    score: int
    matched: tuple[str, ...]


def find_sets(words: str, *, decision: str = CURRENT, limit: int = 8) -> tuple[Found, ...]:
    """The sets that fit a producer's words, best first; nothing when no word is known.

    Words are compared without marks, so "mat ong" finds "mật ong"; words typed with marks rank
    the keyword with the same marks first ("bơ" before "bò").
    """
    asked = fold(words)
    if not asked:
        return ()
    found = sorted(_all_found(asked, _plain(words), decision), key=lambda one: (-one.score, one.entry.number))
    least = max(1, found[0].score // WEAK)
    return tuple(one for one in found if one.score >= least)[:limit]


def _all_found(asked: str, marked: str, decision: str) -> Iterator[Found]:
    for sector in sectors(decision):
        for group in sector.groups:
            for entry in group.sets:
                score, matched = _fit(entry, asked, marked)
                yield Found(entry=entry, sector=sector, group=group, score=score, matched=matched)


def _fit(entry: SetEntry, asked: str, marked: str) -> tuple[int, tuple[str, ...]]:
    """The best keyword counts in full, each further one a little."""
    terms = dict.fromkeys(_plain(term) for term in (*entry.keywords, *entry.name.split(",")))
    rated = [(_points(term, asked, marked), term) for term in terms]
    rated = sorted((pair for pair in rated if pair[0]), key=lambda pair: -pair[0])
    if not rated:
        return 0, ()
    return rated[0][0] + MORE * min(len(rated) - 1, 5), tuple(term for _, term in rated[:3])


def _points(term: str, asked: str, marked: str) -> int:
    with_marks = _relation(term, marked)
    if marked == asked or with_marks >= INSIDE:
        return max(with_marks, _relation(fold(term), asked))
    return max(with_marks, _relation(fold(term), asked) // OTHER_MARKS)


def _relation(term: str, asked: str) -> int:
    if term == asked:
        return EXACT
    if _has_phrase(asked, term):
        return PHRASE + PER_WORD * len(term.split())
    if term.startswith(asked) and len(asked) > 1:
        return BEGINNING
    if _has_phrase(term, asked):
        return INSIDE
    shared = {word for word in asked.split() if len(word) > 2} & set(term.split())
    return ONE_WORD * len(shared)


def _has_phrase(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
