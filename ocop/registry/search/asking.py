"""Asking the register: which entries, in which order, how many, and what else could be chosen.

Without words and with at most one filter the entries are walked along an index and all numbers are kept ones. Else the
matches are found by their words and filter words, put in order, and the first 1,000 of them are the answer.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Q, Value, When

from ocop.registry.models import STATUS_FILTERS, Entry, IndexState
from ocop.registry.search import question as questions
from ocop.registry.search import spelling, summary
from ocop.registry.search.asked import COLUMNS, STATUS, Asked
from ocop.registry.search.engines import Match, narrowing, ranked
from ocop.registry.search.facets import Choice, facets, kept_facets, kept_for, numbers_of, total_is_kept
from ocop.registry.search.walking import WIDE, Position, walk
from ocop.rulebook.validity import EXPIRING_DAYS

MOST_HITS = 1000
HIT = ("tier", "sort_key", "pk", *COLUMNS.values(), "status")


@dataclass(frozen=True)
class Page:
    """Rows of one page. `next` and `previous` are positions for `after` and `before`, empty at the ends.

    `capped`: there are more than `total` hits, which then is 1,000. `partial`: the numbers of some facets are those of
    the first 1,000. `corrected`: nothing had exactly these words, one
    letter in a word was forgiven.
    """

    rows: list[Entry]
    total: int
    capped: bool = False
    partial: bool = False
    next: str = ""
    previous: str = ""
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    corrected: bool = False
    address: str = ""

    @property
    def next_url(self) -> str:
        return f"?{self.address}&sau={self.next}".replace("?&", "?") if self.next else ""

    @property
    def prev_url(self) -> str:
        return f"?{self.address}&truoc={self.previous}".replace("?&", "?") if self.previous else ""


def ask(
    asked: Asked,
    on: date,
    *,
    after: str = "",
    before: str = "",
    limit: int = 20,
    with_facets: bool = True,
    now: IndexState | None = None,
) -> Page:
    """One page of the answer. A position that cannot be read means the first page.

    `now` is the state of the index when the caller has read it already.
    """
    start, back = (_position(before), True) if before else (_position(after), False)
    if asked.words or len(asked.filters) > 1 or asked.xa:
        return _by_words(asked, on, start, back, limit, with_facets, now)
    rows, more = walk(asked, _status(asked, on) & columns(asked), start, back, limit)
    kept = kept_for(asked, on, now or summary.state())
    return _page(
        rows,
        start,
        back,
        more,
        address=asked.address,
        total=kept.total(asked.filters),
        facets=kept_facets(asked, kept) if with_facets else {},
    )


def _by_words(
    asked: Asked,
    on: date,
    start: Position | None,
    back: bool,
    limit: int,
    with_facets: bool,
    now: IndexState | None,
) -> Page:
    found, corrected = hits(asked, on)
    capped, found = len(found) > MOST_HITS, found[:MOST_HITS]
    total = len(found)
    kept = None
    if not asked.words and (with_facets or (capped and total_is_kept(asked.filters))):
        kept = kept_for(asked, on, now or summary.state())
    total_known = kept is not None and total_is_kept(asked.filters)
    if kept and total_known:
        total = kept.total(asked.filters)
    choices = facets(asked, kept, numbers_of(found)) if with_facets else {}
    if capped and not asked.words:
        rows, more = walk(asked, _status(asked, on) & columns(asked), start, back, limit)
    else:
        rows, more = _slice(found, start, back, limit)
    return _page(
        rows,
        start,
        back,
        more,
        address=asked.address,
        total=total,
        capped=capped and not total_known,
        partial=capped,
        facets=choices,
        corrected=corrected,
    )


# --- the hits ---------------------------------------------------------------------------------------------


def hits(asked: Asked, on: date) -> tuple[list[tuple[Any, ...]], bool]:
    """At most 1,001 hits in their order, and whether a slip was forgiven to find them."""
    words = asked.words
    if not words:
        return _filtered(asked, on), False
    found = _find(questions.exactly(words), asked, on)
    if found:
        return found, False
    near = spelling.near(words)
    for build in (questions.with_one_slip, questions.with_slips):
        corrected = build(words, near)
        if any(near.values()) and (found := _find(corrected, asked, on)):
            return found, True
    return [], False


def _find(question: questions.Question, asked: Asked, on: date) -> list[tuple[Any, ...]]:
    """One clause of tiers: 0 when the name alone has the words, else 1."""
    tier = Case(When(question.in_name, then=Value(0)), default=Value(1))
    narrowed = question.with_tokens(tokens(asked)).indexed
    found = Q(Match(narrowed)) & question.beyond
    if len(asked.words) == 1 and len(asked.words[0]) <= questions.SHORT:
        found |= Q(name_key__startswith=f" {asked.words[0]}") & columns(asked)
    matches = Entry.objects.order_by().filter(found, _status(asked, on))
    return ranked(
        matches.annotate(tier=tier, status=status_of(on)).values_list(*HIT), "1, 2, 3", MOST_HITS + 1
    )


def _filtered(asked: Asked, on: date) -> list[tuple[Any, ...]]:
    """The first entries of the alphabet that carry all filters."""
    matches = Entry.objects.filter(narrowing(tokens(asked), columns(asked)), _status(asked, on))
    matches = matches.annotate(tier=Value(0), status=status_of(on)).order_by("sort_key", "pk")
    return ranked(matches.values_list(*HIT)[: MOST_HITS + 1], "1, 2, 3", MOST_HITS + 1)


def tokens(asked: Asked) -> list[str]:
    """The filters as words of the index; the status is none of them."""
    return [questions.token(name, value) for name, value in asked.filters.items() if name != STATUS]


def columns(asked: Asked) -> Q:
    """The same filters as conditions over columns."""
    return Q(**{COLUMNS[name]: value for name, value in asked.filters.items() if name != STATUS})


def _status(asked: Asked, on: date) -> Q:
    return STATUS_FILTERS[asked.tinh_trang](on) if asked.tinh_trang else Q()


def status_of(on: date) -> Case:
    """The rulebook's status of a day, over the columns of dates."""
    stopped = Q(suspended_from__lte=on) & (Q(suspended_until=None) | Q(suspended_until__gte=on))
    return Case(
        When(revoked_on__lte=on, then=Value("revoked")),
        When(valid_until__lt=on, then=Value("expired")),
        When(stopped, then=Value("suspended")),
        When(term_known=False, then=Value("unknown")),
        When(valid_until__lte=on + timedelta(days=EXPIRING_DAYS), then=Value("expiring")),
        default=Value("valid"),
    )


def near_names(asked: Asked, on: date, limit: int = 6) -> list[str]:
    """Names that share most words with what was asked, a letter's slip forgiven; for when nothing was found."""
    words = asked.words
    if not words:
        return []
    near = spelling.near(words)
    shared = sum(
        (Case(When(questions.some([word], near).in_name, then=Value(1)), default=Value(0)) for word in words),
        start=Value(0),
    )
    matches = Entry.objects.order_by().filter(Match(questions.some(words, near)))
    rows = ranked(
        matches.annotate(n=shared).values_list("n", "sort_key", "pk", "name"), "1 DESC, 2, 3", limit * 4
    )
    least = min(2, len(words))
    return list(dict.fromkeys(row[3] for row in rows if row[0] >= least))[:limit]


# --- pages ------------------------------------------------------------------------------------------------


def _position(text: str) -> Position | None:
    tier, _, rest = text[:440].partition("~")
    key, _, pk = rest.rpartition("~")
    good = (
        tier in ("0", "1") and (not key or key.isdigit()) and key.isascii() and pk.isascii() and pk.isdigit()
    )
    return (int(tier), key, int(pk[:18])) if good else None


def _mark(row: Entry) -> str:
    return f"{getattr(row, 'tier', 0)}~{row.sort_key}~{row.pk}"


def _slice(
    found: list[tuple[Any, ...]], start: Position | None, back: bool, limit: int
) -> tuple[list[Entry], bool]:
    order = [hit[:3] for hit in found]
    if start and back:
        end = bisect_left(order, start)
        chosen, more = order[max(0, end - limit) : end], end > limit
    else:
        first = bisect_right(order, start) if start else 0
        chosen, more = order[first : first + limit], len(order) > first + limit
    by_pk = Entry.objects.defer(*WIDE).in_bulk([pk for _, _, pk in chosen]) if chosen else {}
    rows = []
    for tier, _, pk in chosen:
        if pk in by_pk:  # gone between the two statements
            by_pk[pk].tier = tier
            rows.append(by_pk[pk])
    return rows, more


def _page(rows: list[Entry], start: Position | None, back: bool, more: bool, **said: Any) -> Page:
    back = back and start is not None
    has_next = bool(rows) if back else more
    has_previous = more if back else start is not None and bool(rows)
    return Page(
        rows=rows,
        next=_mark(rows[-1]) if has_next else "",
        previous=_mark(rows[0]) if has_previous else "",
        **said,
    )
