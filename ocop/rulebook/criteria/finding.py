"""How a producer finds the right criteria set in plain words: "mật ong", "nuoc mam", "homestay"."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ocop.rulebook.criteria.files import CURRENT
from ocop.rulebook.criteria.folding import fold
from ocop.rulebook.criteria.sectors import Sector, SectorGroup, SetEntry, sectors

EXACT, PHRASE, PER_WORD, BEGINNING, INSIDE, ONE_WORD, MORE = 100, 50, 10, 40, 30, 5, 2
OTHER_MARKS = 3  # a keyword that fits only when the typed marks are dropped counts a third
MOST_WORDS = 30  # of a pasted text only the beginning is looked at
WEAK = 5  # sets with less than a fifth of the best score are noise

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, kw_only=True)
class Found:
    """A set that fits the words, with the keywords that made it fit."""

    entry: SetEntry
    sector: Sector
    group: SectorGroup
    score: int
    matched: tuple[str, ...]


@dataclass(frozen=True)
class _Words:
    """A phrase word by word: without marks, and with marks as far as they were typed."""

    plain: tuple[str, ...]
    marked: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Words":
        pairs = [(fold(word), _tone_last(word)) for word in text.casefold().split()]
        pairs = [(plain, marked) for plain, marked in pairs if plain]
        return cls(tuple(plain for plain, _ in pairs), tuple(marked for _, marked in pairs))

    def places(self, other: "_Words") -> Iterator[int]:
        """Where `other` stands inside these words, marks aside."""
        for start in range(len(self.plain) - len(other.plain) + 1):
            if self.plain[start : start + len(other.plain)] == other.plain:
                yield start


def find_sets(words: str, *, decision: str = CURRENT, limit: int = 8) -> tuple[Found, ...]:
    """The sets that fit a producer's words, best first; nothing when no word is known.

    Words are compared without marks, so "mat ong" finds "mật ong"; where marks are typed, the
    keyword with the same marks comes first ("bơ" before "bò", "thuỷ" the same as "thủy").
    """
    asked = _Words.of(" ".join(words.split()[:MOST_WORDS]))
    if not asked.plain:
        return ()
    found = sorted(_all_found(asked, decision), key=lambda one: (-one.score, one.entry.number))
    least = max(1, found[0].score // WEAK)
    return tuple(one for one in found if one.score >= least)[:limit]


def _all_found(asked: _Words, decision: str) -> Iterator[Found]:
    for sector in sectors(decision):
        for group in sector.groups:
            for entry in group.sets:
                score, matched = _fit(entry, asked)
                yield Found(entry=entry, sector=sector, group=group, score=score, matched=matched)


def _fit(entry: SetEntry, asked: _Words) -> tuple[int, tuple[str, ...]]:
    """The best keyword counts in full, each further one a little."""
    rated = [(_points(words, asked), term) for term, words in _terms(entry)]
    rated = sorted((pair for pair in rated if pair[0]), key=lambda pair: -pair[0])
    if not rated:
        return 0, ()
    return rated[0][0] + MORE * min(len(rated) - 1, 5), tuple(term for _, term in rated[:3])


@cache
def _terms(entry: SetEntry) -> tuple[tuple[str, _Words], ...]:
    return tuple((term, _Words.of(term)) for term in (*entry.keywords, entry.name))


def _points(term: _Words, asked: _Words) -> int:
    """How well one keyword fits: the whole, a phrase in what was typed, its beginning, a part, a word."""
    for start in asked.places(term):
        whole = len(term.plain) == len(asked.plain)
        points = EXACT if whole else PHRASE + PER_WORD * len(term.plain)
        end = start + len(term.plain)
        return _less(points, term.marked, asked.marked[start:end], asked.plain[start:end])
    for start in term.places(asked):
        part = term.marked[start : start + len(asked.plain)]
        return _less(BEGINNING if start == 0 else INSIDE, part, asked.marked, asked.plain)
    if " ".join(term.plain).startswith(" ".join(asked.plain)) and len(asked.plain[-1]) > 2:
        return _less(BEGINNING, term.marked, asked.marked[:-1], asked.plain[:-1])
    return ONE_WORD * len({word for word in asked.marked if len(word) > 2} & set(term.marked))


def _less(points: int, term: tuple[str, ...], typed: tuple[str, ...], plain: tuple[str, ...]) -> int:
    """A word typed with marks must carry the keyword's marks; a word typed without fits any."""
    same = all(word in (mine, bare) for mine, word, bare in zip(term, typed, plain, strict=False))
    return points if same else points // OTHER_MARKS


def _tone_last(word: str) -> str:
    """`thuỷ` and `thủy` alike: the tone is moved behind the word."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sign for sign in letters if sign in _TONES)
    return unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in _TONES)) + tones
