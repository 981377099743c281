"""Where the two databases differ: the index over the words of an entry, and asking it.

SQLite: an FTS5 table over `search_key`, kept by triggers. PostgreSQL: a generated `tsvector` column with a GIN index.
Both follow every statement that changes an entry, in its transaction. The words are folded before they come here, so
neither engine splits, folds or stems anything: the same words are found.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import OperationalError, connection
from django.db.models import BooleanField, DateField, F, Func, Q, QuerySet

from ocop.core.errors import RuleBroken
from ocop.registry.models import Entry
from ocop.registry.search.question import Question, Term

RANKED = 20_000  # matches that are put in order; only words that stand in more entries lose the rest
LIMITS = {"statement_timeout": "2000", "enable_seqscan": "off"}
TABLE, WORDS = "registry_entry", "registry_words"


class Match(Func):
    """Whether the entry's words answer the question."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, question: Question, **extra: Any) -> None:
        super().__init__(F("pk"), **extra)
        self.question = question

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        sql, params = compiler.compile(self.source_expressions[0])
        found = f"{sql} IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s)"
        return found, [*params, fts_text(self.question)]

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        sql, params = compiler.compile(self.source_expressions[0])
        table = sql.rpartition(".")[0]
        return f'{table}."words" @@ %s::tsquery', [*params, tsquery_text(self.question)]


def narrowing(tokens: Sequence[str], columns: Q) -> Q:
    """The filters as the engine finds them faster: PostgreSQL meets them in the word index, SQLite in the rows."""
    if connection.vendor == "postgresql" and tokens:
        return Q(Match(Question(((),)).with_tokens(tokens)))
    return columns


def match_text(question: Question) -> tuple[str, str]:
    """The same condition for a hand-written statement over the register's table, and its one parameter."""
    if connection.vendor == "sqlite":
        return f"id IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s)", fts_text(question)
    return "words @@ %s::tsquery", tsquery_text(question)


def fts_text(question: Question) -> str:
    return _text(question, " AND ", " OR ", lambda t: f'"{t.word}"*' if t.prefix else f'"{t.word}"')


def tsquery_text(question: Question) -> str:
    return _text(question, " & ", " | ", lambda t: f"'{t.word}':*" if t.prefix else f"'{t.word}'")


def _text(question: Question, both: str, either: str, term: Any) -> str:
    def group(terms: Sequence[Term]) -> str:
        return f"({either.join(map(term, terms))})"

    return either.join(f"({both.join(map(group, clause))})" for clause in question.clauses)


def ranked(matches: QuerySet, order: str, limit: int) -> list[tuple[Any, ...]]:
    """The first rows of the matches (a `values_list`) in the order of its columns named by place (`1, 2 DESC`).

    At most RANKED matches are put in order. On PostgreSQL the words stand in the statement as literals, so the plan
    fits them, and a statement that takes too long is refused with a sentence.
    """
    if not matches.query.is_sliced:
        matches = matches[:RANKED]
    sql, params = matches.query.sql_with_params()
    return read(f"SELECT * FROM ({sql}) AS found ORDER BY {order} LIMIT {int(limit)}", params)


def read(select: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement over the register, on PostgreSQL by its indexes and within the time it may take."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(select, params)
            return list(cursor.fetchall())
        before = "".join(f"SET LOCAL {name} = {value};" for name, value in LIMITS.items())
        after = "".join(f";SET LOCAL {name} TO DEFAULT" for name in LIMITS)
        try:
            cursor.execute(f"{before}{select}{after}", params)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == "57014":
                raise RuleBroken(TOO_WIDE, code="search.too_wide") from error
            raise
        for _ in LIMITS:
            cursor.nextset()
        return list(cursor.fetchall())


TOO_WIDE = "Câu hỏi này quá rộng nên tìm quá lâu. Hãy thêm chữ hoặc chọn bộ lọc rồi tìm lại."


def install() -> bool:
    """After every `migrate`: SQLite drops triggers when a table is rebuilt. False while the tables are not there yet."""
    if not {TABLE, "registry_indexstate"} <= set(connection.introspection.table_names()):
        return False
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)
    return True


def write_many(entries: Sequence[Entry], columns: Sequence[str]) -> None:
    """Entries with their keys known by product, new or changed. Without their ids, and quicker than `bulk_create` on
    SQLite, which would send some twenty a statement."""
    if connection.vendor == "postgresql":
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["product"], update_fields=columns, batch_size=1000
        )
        return
    fields = [Entry._meta.get_field(name) for name in ("product", *columns)]
    names = [field.column for field in fields]  # type: ignore[union-attr]
    updates = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    statement = (
        f"INSERT INTO {TABLE} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))}) "
        f"ON CONFLICT (product_id) DO UPDATE SET {updates}"
    )
    read = attrgetter(*(field.attname for field in fields))  # type: ignore[union-attr]
    days = [place for place, field in enumerate(fields) if isinstance(field, DateField)]

    def row(entry: Entry) -> list[Any]:
        values = list(read(entry))
        for place in days:
            values[place] = fields[place].get_db_prep_save(values[place], connection)  # type: ignore[union-attr]
        return values

    with connection.cursor() as cursor:
        cursor.executemany(statement, map(row, entries))


def refill() -> None:
    """The word index anew from the rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES('rebuild')")
        else:
            cursor.execute(f"REINDEX INDEX {WORDS}")


def agrees() -> bool:
    """Whether the word index holds exactly the words of the rows."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            return True  # a generated column cannot disagree with its row
        try:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}, rank) VALUES('integrity-check', 1)")
        except Exception as error:  # the driver reports it as a malformed database
            if "malformed" in str(error):
                return False
            raise
    return True


def _sqlite() -> Iterator[str]:
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(search_key, content='{TABLE}', content_rowid='id', "
        "detail='none', prefix='2 3', tokenize=\"ascii tokenchars '_'\")"
    )
    gone = f"INSERT INTO {WORDS}({WORDS}, rowid, search_key) VALUES('delete', OLD.id, OLD.search_key);"
    come = f"INSERT INTO {WORDS}(rowid, search_key) VALUES(NEW.id, NEW.search_key);"
    changed = "UPDATE OF id, search_key"
    for name, event, body in (
        ("ins", "INSERT", come),
        ("del", "DELETE", gone),
        ("upd", changed, gone + come),
    ):
        yield f"DROP TRIGGER IF EXISTS {WORDS}_{name}"
        yield f"CREATE TRIGGER {WORDS}_{name} AFTER {event} ON {TABLE} BEGIN {body} END"


def _postgresql() -> Iterator[str]:
    """Nothing where column and index are there: PostgreSQL alters no table that the transaction has written to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [WORDS])  # the index is made last
        if cursor.fetchone()[0]:
            return
    yield (
        f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS "
        "(array_to_tsvector(string_to_array(btrim(search_key), ' '))) STORED"
    )
    yield f"CREATE INDEX IF NOT EXISTS {WORDS} ON {TABLE} USING gin (words) WITH (fastupdate = off)"
