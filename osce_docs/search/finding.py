"""Finding: which records a query is answered by, the best first; bounded, however many there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, router
from django.db.models import Expression

from osce_docs.models import SearchEntry
from osce_docs.models.record import Record
from osce_docs.search.engines import engine
from osce_docs.search.entries import KIND_BITS, KINDS, RECORD_BITS, kind_in, record_in
from osce_docs.search.query import Query, parse

# Above so many answers the newest so many are ranked, and the others left out.
MOST = 10_000
SIZE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Answers to a query: kind and id of the records of one page, the best first; how many there are, also by kind.

    `capped` where there are more than were looked at; then the counts are of the newest of them.
    """

    query: Query
    hits: Sequence[tuple[type[Record], int]] = ()
    total: int = 0
    counts: Mapping[type[Record], int] = field(default_factory=dict)
    capped: bool = False


def find(text: str, kind: type[Record] | None = None, *, page: int = 1) -> Found:
    """Return a page of the records that have what a text asks for, of one kind or of all."""
    query = parse(text)
    # One more than are ranked tells whether there are more.
    found = _newest(query, None, MOST + 1) if query else []
    if not found:
        return Found(query)
    counts = {KINDS[which]: number for which, number in Counter(map(kind_in, found[:MOST])).items()}
    capped = len(found) > MOST
    if kind is not None:
        which = KINDS.index(kind)
        found = _newest(query, which, MOST + 1) if capped else [each for each in found if kind_in(each) == which]
    ranked = _ranked(query, kind, found[:MOST], page) if found else []
    return Found(query, ranked, min(len(found), MOST), counts, len(found) > MOST or capped and kind is None)


def newest(query: Query, kind: type[Record], most: int | None = None) -> list[int]:
    """Return the numbers of the entries of a kind that have what is asked for, the newest first: at most so many, or
    MOST where none is told."""
    return _newest(query, KINDS.index(kind), most or MOST) if query else []


class Matching(Expression):
    """The ids of the records of one kind that have what a text asks for, for `filter(pk__in=…)`: the newest `most`, or
    MOST where none is told."""

    def __init__(self, model: type[Record], query: Query, most: int | None = None) -> None:
        super().__init__()
        self.kind, self.query, self.most = KINDS.index(model), query, most or MOST

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return a subquery in the language of the connection's engine; what asks for nothing is answered by none."""
        if not self.query:
            return "(SELECT 0 WHERE 1 = 0)", []
        sql, values = engine(connection).newest(self.query, self.kind, self.most)
        return f"(SELECT (entry >> {KIND_BITS}) & {2**RECORD_BITS - 1} FROM ({sql}) AS found)", values


def _newest(query: Query, kind: int | None, most: int) -> list[int]:
    return _select(*engine(_connection()).newest(query, kind, most))


def _ranked(
    query: Query, kind: type[Record] | None, newest: Sequence[int], page: int
) -> list[tuple[type[Record], int]]:
    of = engine(_connection())
    sql, values = of.among(query, None if kind is None else KINDS.index(kind), newest)
    order, weights = of.ranking(query)
    statement = f"SELECT {of.KEY} FROM {of.TABLE} WHERE {sql} ORDER BY {order}, {of.KEY} DESC LIMIT {SIZE} OFFSET %s"
    found = [record_in(entry) for entry in _select(statement, [*values, *weights, (page - 1) * SIZE])]
    return [(KINDS[which], record) for which, record in found]


def _connection() -> Any:
    return connections[router.db_for_read(SearchEntry)]


def _select(statement: str, values: list[Any]) -> list[int]:
    with _connection().cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
