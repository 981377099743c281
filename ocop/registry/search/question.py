"""From folded words to what both engines are asked: any clause; in a clause every group; in a group any term."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from ocop.core.text import words

SHORT = 2  # letters: too many words begin so for an index to be of use


@dataclass(frozen=True)
class Term:
    """One folded word; with `prefix` every word that begins so."""

    word: str
    prefix: bool = False


Group = tuple[Term, ...]
Clause = tuple[Group, ...]


@dataclass(frozen=True)
class Question:
    clauses: tuple[Clause, ...]

    def with_tokens(self, tokens: Iterable[str]) -> "Question":
        """Narrowed to the entries that carry all these filter words."""
        more = tuple((Term(token),) for token in tokens)
        return Question(tuple((*clause, *more) for clause in self.clauses))

    @property
    def indexed(self) -> "Question":
        """What the word index is asked: without the beginnings that are too short for it, where others remain."""
        return Question(tuple(tuple(g for g in clause if not _short(g)) or clause for clause in self.clauses))

    @property
    def beyond(self) -> Q:
        """What is left to check of those that the index found: the short beginnings."""
        if not any(_short(group) for clause in self.clauses for group in clause):
            return Q()
        return _any(
            _all(
                _any(Q(search_key__contains=f" {term.word}") for term in group)
                for group in clause
                if _short(group)
            )
            for clause in self.clauses
        )

    @property
    def in_name(self) -> Q:
        """The same question asked of the name alone."""
        return _any(_all(_any(_term(term) for term in group) for group in clause) for clause in self.clauses)


def exactly(asked: list[str]) -> Question:
    """Every word; the last one may still be being typed. One or two letters alone are a word, not a beginning."""
    if len(asked) == 1 and len(asked[0]) <= SHORT:
        return Question((((Term(asked[0]),),),))
    last = len(asked) - 1
    return Question((tuple((Term(word, place == last),) for place, word in enumerate(asked)),))


def some(asked: list[str], near: Mapping[str, list[str]]) -> Question:
    """Any one of the words, as typed or with one letter wrong."""
    terms = (Term(word) for typed in asked for word in (typed, *near.get(typed, ())))
    return Question((((*dict.fromkeys(terms),),),))


def with_one_slip(asked: list[str], near: Mapping[str, list[str]]) -> Question:
    """One of the words has one letter wrong."""
    exact = exactly(asked).clauses[0]
    clauses = (
        (*exact[:place], tuple(map(Term, near[word])), *exact[place + 1 :])
        for place, word in enumerate(asked)
        if near.get(word)
    )
    return Question(tuple(clauses))


def with_slips(asked: list[str], near: Mapping[str, list[str]]) -> Question:
    """Each word may have one letter wrong."""
    groups = zip(asked, exactly(asked).clauses[0], strict=True)
    return Question((tuple((*group, *map(Term, near.get(word, ()))) for word, group in groups),))


def _short(group: Group) -> bool:
    return len(group) == 1 and group[0].prefix and len(group[0].word) <= SHORT


def token(name: str, value: object) -> str:
    """A filter as a word of the index: `_sao4`. No folded word begins with a low line."""
    return f"_{name.replace('_', '')}{''.join(words(str(value)))}"


def _term(term: Term) -> Q:
    return Q(name_key__contains=f" {term.word}" if term.prefix else f" {term.word} ")


def _all(parts: Iterable[Q]) -> Q:
    whole = Q()
    for part in parts:
        whole &= part
    return whole


def _any(parts: Iterable[Q]) -> Q:
    whole = Q()
    for part in parts:
        whole |= part
    return whole
