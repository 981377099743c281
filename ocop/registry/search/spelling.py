"""One letter wrong in a word: which words of the register may be meant.

Each known word is kept under the forms it takes with one letter left out. Two words that differ by one letter (wrong,
missing, too many, two changed places) share such a form, so one indexed look-up finds every candidate; the distance is
verified here. The same on both engines, and no extension is needed.
"""

from collections import defaultdict
from collections.abc import Iterable

from ocop.registry.models import Spelling

MOST = 40  # candidates a word
SHORTEST, LONGEST = 2, 30


def forms(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def is_word(word: str) -> bool:
    """Words that can be misspelled: letters only, so no codes and no quantities."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def learn(found: Iterable[str]) -> None:
    """Add the words that are not known yet: one statement when all are."""
    wanted = {word for word in found if is_word(word)}
    known = set(Spelling.objects.filter(form__in=wanted).values_list("form", "word"))
    new = sorted(word for word in wanted if (word, word) not in known)
    Spelling.objects.bulk_create(
        [Spelling(form=form, word=word) for word in new for form in sorted(forms(word))]
    )


def relearn(counts: dict[str, int]) -> None:
    """All words anew, with the number of entries each stands in."""
    Spelling.objects.all().delete()
    rows = (
        Spelling(form=form, word=word, n=n)
        for word, n in sorted(counts.items())
        if is_word(word)
        for form in sorted(forms(word))
    )
    Spelling.objects.bulk_create(rows, batch_size=5000)


def near(asked: Iterable[str]) -> dict[str, list[str]]:
    """For each asked word the other words of the register at one letter's distance, frequent ones first."""
    typed = {word for word in asked if is_word(word)}
    sought = {form for word in typed for form in forms(word)}
    by_form: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for form, word, n in Spelling.objects.filter(form__in=sought).values_list("form", "word", "n"):
        by_form[form].add((-n, word))
    found = {}
    for word in typed:
        others = {other for form in forms(word) for other in by_form[form] if one_apart(word, other[1])}
        found[word] = [other for _, other in sorted(others)][:MOST]
    return found


def one_apart(one: str, other: str) -> bool:
    """One letter replaced, left out or put in, or two neighbours exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    place = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, rest_of_other = one[place:], other[place:]
    return (
        rest[1:] == rest_of_other[1:]
        or rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or (rest[:2] == rest_of_other[:2][::-1] and rest[2:] == rest_of_other[2:])
    )
