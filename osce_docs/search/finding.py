"""Finding: which records a query is answered by, the best first; bounded, however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connections, router
from django.db.models import Expression

from osce_docs.models import SearchEntry
from osce_docs.models.record import Record
from osce_docs.search.engines import engine
from osce_docs.search.entries import ALL, ANY_KIND, KIND_BITS, KINDS, RECORD_BITS, record_in
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
    if not query:
        return Found(query)
    everywhere = _best(query, None, page if kind is None else 0)
    if kind is None:
        return everywhere
    of_kind = _best(query, KINDS.index(kind), page)
    return replace(of_kind, counts=everywhere.counts)


def first(
    query: Query, kind: type[Record], most: int | None = None, *, among: range = ALL, rises: bool = False
) -> list[int]:
    """Return the numbers of the entries of a kind that have what is asked for: at most so many, or MOST where none is
    told, of those `among` these numbers, the newest first, or where it rises the oldest."""
    if not query:
        return []
    found = _select(*engine(_connection()).first(query, KINDS.index(kind), most or MOST, among, rises))
    return [entry for (entry,) in found]


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
        sql, values = engine(connection).first(self.query, self.kind, self.most)
        return f"(SELECT (entry >> {KIND_BITS}) & {2**RECORD_BITS - 1} FROM ({sql}) AS found)", values


def _best(query: Query, kind: int | None, page: int) -> Found:
    """Return what is found of a kind, or of all, and the best of a page; of page 0 none."""
    size, skipped = (SIZE, (page - 1) * SIZE) if page else (0, 0)
    rows = _select(*engine(_connection()).best(query, kind, MOST, size, skipped))
    numbers = {which: number for which, number in rows if number is not None}
    found = numbers.pop(ANY_KIND)
    hits = [record_in(entry) for entry, number in rows if number is None]
    return Found(
        query,
        [(KINDS[which], record) for which, record in hits],
        min(found, MOST),
        {KINDS[which]: number for which, number in numbers.items()},
        found > MOST,
    )


def _connection() -> Any:
    return connections[router.db_for_read(SearchEntry)]


def _select(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with _connection().cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
