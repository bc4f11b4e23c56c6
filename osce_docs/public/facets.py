"""How many rows each value of a column would leave: counted no further than a reader cares to know.

Over a whole list each value is counted by itself, in an index, to COUNTED, and that is kept until the archive changes;
in a narrowed one all values are counted together, in the newest SAMPLE rows, those of several columns in one query.
`more` says where counting stopped: there are so many, or more.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from osce_docs.editorial.bounded import MOST_VALUES, CountEach, distinct
from osce_docs.models.fields import DatedModel
from osce_docs.models.question import Given, Question, Statement
from osce_docs.models.record import Record, shown
from osce_docs.models.words import in_words
from osce_docs.public.caching import until_changed
from osce_docs.public.parted import first_in_turn

COUNTED = 1_000
COUNTED_TIES = 100
SAMPLE = 1_000

# The query that counts the rows of `sample`, and its parameters.
ALL_TOGETHER = "SELECT NULL, COUNT(*) FROM sample", ()
# How many rows there are by value, and of which values there are more.
Counted = tuple[dict[str, int], Container[str]]


class _Everything:
    """What has all values in it: of each, also of one that a sample has not, there may be more."""

    def __contains__(self, value: object) -> bool:
        return True


class Sampled(NamedTuple):
    """Rows that are counted in a sample, and the parts they are in, as paging has them; `partly` where there may be
    more rows, for what narrows them was looked up no further than that."""

    rows: QuerySet
    parts: Sequence[Q] = ()
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen: its words, how many rows have it, whether more do, and whether it is chosen."""

    value: str
    label: str
    count: int
    more: bool = False
    chosen: bool = False


class Facet:
    """Values of a column to choose from. `known` are all that may occur, where they are known beforehand."""

    column: str

    def choices(self, sample: Sampled, chosen: str, others: Iterable[str]) -> list[Choice]:
        """Return the values that rows have, most frequent first; `others` are the names they are narrowed by."""
        if others:
            return self.offered(in_sample(sample, [self])[0], chosen)
        name = f"{sample.rows.model.__name__}-{self.column}"
        return self.offered(until_changed(name, lambda: self.in_all(sample.rows)), chosen)

    def offered(self, counted: Counted, chosen: str) -> list[Choice]:
        """Return values that have been counted as choices, most frequent first, the chosen one among them."""
        counts, more = counted
        if chosen:
            counts.setdefault(chosen, 0)
        labels = self.labels(counts)
        found = [
            Choice(value, labels[value], count, value in more, value == chosen)
            for value, count in counts.items()
            if value
        ]
        return sorted(found, key=lambda each: (-each.count, each.label))

    def labels(self, values: Collection[str]) -> dict[str, str]:
        """Return the values' words."""
        raise NotImplementedError

    def in_all(self, rows: QuerySet) -> Counted:
        """Return how many rows of a whole list have each value."""
        raise NotImplementedError

    def in_sample(self, database: str) -> tuple[str, Sequence[Any]]:
        """Return the query that counts the rows of `sample` by value, and its parameters."""
        raise NotImplementedError


@dataclass(frozen=True)
class Having(Facet):
    """The values of a column that an index begins with."""

    column: str
    known: Iterable[str] = ()

    def labels(self, values: Collection[str]) -> dict[str, str]:
        """Return the values' words."""
        return {value: in_words(self.column, value) for value in values}

    def in_all(self, rows: QuerySet) -> Counted:
        """Return how many rows of a whole list have each value."""
        values = list(self.known) or distinct(rows.model, self.column)
        return _bounded(_having(rows.model, self.column, COUNTED + 1)(values), COUNTED)

    def in_sample(self, database: str) -> tuple[str, Sequence[Any]]:
        """Return the query that counts the rows of `sample` by value, and its parameters."""
        column = connections[database].ops.quote_name(self.column)
        return f"SELECT {column}, COUNT(*) FROM sample GROUP BY 1", ()


@dataclass(frozen=True)
class Tied(Facet):
    """The values of a tie: `column` is the path to the value from the table of ties, `name` to its words."""

    ties: type[Any]
    column: str
    name: str = ""

    def labels(self, values: Collection[str]) -> dict[str, str]:
        """Return the values' words."""
        if not self.name:
            return {value: in_words(self.column, value) for value in values}
        known = dict(_names(self._table, *(path.partition("__")[2] for path in (self.column, self.name)))(keys=values))
        return {value: known.get(value, value) for value in values}

    def in_all(self, rows: QuerySet) -> Counted:
        """Return how many rows of a whole list have each value."""
        # By the number of what is tied, of which a database knows how many ties it has; by its key it would guess.
        values = dict(_keys(self._table)()) if self.name else dict.fromkeys(dict(self._field.choices))
        counts = _tied(self.ties, self._field.name, COUNTED_TIES + 1)(list(values)[:MOST_VALUES])
        return _bounded({values[value] or value: count for value, count in counts.items()}, COUNTED_TIES)

    def in_sample(self, database: str) -> tuple[str, Sequence[Any]]:
        """Return the query that counts the rows of `sample` by value, and its parameters."""
        made = _tied_in_sample(self.ties, self.column, database)
        return made.sql, made.params

    @property
    def _field(self) -> Any:
        return self.ties._meta.get_field(self.column.partition("__")[0])

    @property
    def _table(self) -> type[Any]:
        return self._field.related_model


def in_sample(sample: Sampled, facets: Sequence[Facet]) -> list[Counted]:
    """Return how many of the newest rows, or of any where they have no day, have each value of each facet.

    All are counted in one query, which looks for the rows once. Where they are in parts, those of a part are looked for
    where the parts before it have too few.
    """
    rows, parts, partly = sample
    asked = [*(facet.in_sample(rows.db) for facet in facets), ALL_TOGETHER]
    counts: list[dict[str, int]] = [{} for _ in asked]
    newest = ("-date_sort", "-key") if issubclass(rows.model, DatedModel) else ()
    columns = [facet.column for facet in facets if isinstance(facet, Having)]
    bare = rows.select_related(None).prefetch_related(None).order_by(*newest).values("pk", *columns)
    for at, value, count in _counted(bare, parts or [Q()], asked):
        counts[at][value] = count
    *counts, together = counts
    more = _Everything() if partly or sum(together.values()) >= SAMPLE else ()
    return [(each, more) for each in counts]


def _counted(rows: QuerySet, parts: Sequence[Q], counts: Sequence[tuple[str, Sequence[Any]]]) -> Sequence[Any]:
    try:
        sample, values = first_in_turn(rows, parts, SAMPLE)
    except EmptyResultSet:
        return ()
    each = (f"SELECT {at}, part_{at}.* FROM ({sql}) AS part_{at}" for at, (sql, _) in enumerate(counts))
    with connections[rows.db].cursor() as cursor:
        values += chain(*(own for _, own in counts))
        cursor.execute(f"WITH sample AS ({sample}) {' UNION ALL '.join(each)}", values)
        return cursor.fetchall()


@cache
def _having(model: type[Record], column: str, most: int) -> CountEach:
    return CountEach(model._default_manager.filter(shown(), **{column: Given("value")}), most)


@cache
def _tied(ties: type[Any], column: str, most: int) -> CountEach:
    return CountEach(ties.objects.filter(shown("owner__"), exists=True, **{column: Given("value")}), most)


@cache
def _tied_in_sample(ties: type[Any], column: str, database: str) -> Statement:
    of_sample = ties.objects.using(database).filter(exists=True, owner__in=RawSQL("SELECT pk FROM sample", ()))
    counted = of_sample.values_list(column).annotate(n=Count("owner", distinct=True))
    return Statement.made(counted.order_by("-n")[:MOST_VALUES])


@cache
def _keys(table: type[Any]) -> Question:
    return Question(table.objects.values_list("pk", "key")[:MOST_VALUES])


@cache
def _names(table: type[Any], column: str, name: str) -> Question:
    return Question(table.objects.filter(**{f"{column}__among": Given("keys")}).values_list(column, name))


def _bounded(counts: Mapping[str, int], most: int) -> Counted:
    """Return counts of which none goes further than `most`, and the values of which there are more."""
    more = {value for value, count in counts.items() if count > most}
    return {value: min(count, most) for value, count in counts.items() if count}, more
