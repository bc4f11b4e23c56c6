"""Questions that every page asks: their SQL is made once, for to make it takes longer than to answer it.

named = Question(Mention.objects.filter(document=Given("document")).select_related("organization"))
rows = named(document=7)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db import connections
from django.db.models import Expression, Field, QuerySet, prefetch_related_objects
from django.db.models.query import (
    FlatValuesListIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)

from osce_docs.models.prepared import preparing_cursor, written_in

# So many rows are fetched at once where they are taken one after the other.
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Blank:
    """A parameter of a statement that is filled in when it is asked: the value's name, and what the database takes."""

    name: str
    written: Callable[[Any], Any]


class Given(Expression):
    """A value that a question leaves open; in a query it stands where the value would.

    A column that stores something else than its value, as one of JSON does, has to be named: `field`.
    """

    def __init__(self, name: str, field: Field | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.column = name, field

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return a parameter with nothing in it."""
        return "%s", [Blank(self.name, self._stored(connection))]

    def _stored(self, connection: Any) -> Callable[[Any], Any]:
        column = self.column
        return (lambda value: column.get_db_prep_value(value, connection)) if column else lambda value: value


@dataclass(frozen=True, slots=True)
class Statement:
    """A question in the words of a database, with what turns its answers into what the query yields."""

    database: str
    sql: str
    params: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    shaped: Callable[[Sequence[Any]], Any]
    prepared: bool = False

    @classmethod
    def made(cls, rows: QuerySet, *, prepared: bool = False) -> "Statement":
        """Return a query as a statement of its database, which may plan it once for all values."""
        compiler = rows.query.get_compiler(using=rows.db)
        sql, params = compiler.as_sql()
        if prepared:
            sql, params = written_in(connections[rows.db], sql, params, lambda value: not isinstance(value, Blank))
        converting = compiler.get_converters([column for column, *_ in compiler.select])
        converters = [(at, each, column) for at, (each, column) in converting.items()]
        return cls(rows.db, sql, params, converters, _shaping(rows, compiler), prepared)

    def with_values(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return its parameters with these values in its blanks."""
        return tuple(each.written(values[each.name]) if isinstance(each, Blank) else each for each in self.params)

    def answers(self, values: Mapping[str, Any]) -> Iterator[Any]:
        """Yield what the query yields with these values, AT_ONCE rows fetched at a time."""
        connection = connections[self.database]
        with preparing_cursor(connection) if self.prepared else connection.cursor() as cursor:
            cursor.execute(self.sql, self.with_values(values))
            while found := cursor.fetchmany(AT_ONCE):
                yield from map(self.shaped, self._converted(found, connection))

    def _converted(self, found: Sequence[Sequence[Any]], connection: Any) -> Iterable[Sequence[Any]]:
        return (self._convert([*row], connection) for row in found) if self.converters else found

    def _convert(self, row: list[Any], connection: Any) -> list[Any]:
        for at, converters, column in self.converters:
            for convert in converters:
                row[at] = convert(row[at], column, connection)
        return row


def _shaping(rows: QuerySet, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Return what makes a row of the database what the query yields: a record, a tuple, a value, or a mapping."""
    how = rows._iterable_class
    if issubclass(how, FlatValuesListIterable):
        return itemgetter(0)
    if issubclass(how, ValuesListIterable):
        return tuple
    if issubclass(how, ValuesIterable):
        names = [*rows.query.values_select, *rows.query.annotation_select]
        return lambda row: dict(zip(names, row, strict=True))
    return _recording(rows.db, compiler)


def _recording(database: str, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Return what makes a row a record, with the records and columns that come along with it."""
    of, annotated = compiler.klass_info, compiler.annotation_col_map or {}
    model, first, last = of["model"], of["select_fields"][0], of["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    related = get_related_populators(of, compiler.select, database)

    def record(row: Sequence[Any]) -> Any:
        made = model.from_db(database, names, row[first:last])
        for each in related:
            each.populate(row, made)
        for name, at in annotated.items():
            setattr(made, name, row[at])
        return made

    return record


class Question:
    """A query with values left open; called with them, it returns the rows.

    A value is what the column holds: a number, not a record. Of a set of values `among` asks. PostgreSQL plans it once
    for all values, unless it is to be `planned_by_value`: of much it may be better to walk, of little to look it up.
    """

    def __init__(self, rows: QuerySet, *, planned_by_value: bool = False) -> None:
        self._rows, self._prepared = rows, not planned_by_value
        self._statements: dict[str, Statement] = {}

    def __call__(self, **values: Any) -> list[Any]:
        found = list(self.each(**values))
        if self._rows._prefetch_related_lookups:
            prefetch_related_objects(found, *self._rows._prefetch_related_lookups)
        return found

    def each(self, **values: Any) -> Iterator[Any]:
        """Yield the rows as the database gives them, never holding many."""
        database = self._rows.db
        if database not in self._statements:
            self._statements[database] = Statement.made(self._rows, prepared=self._prepared)
        return self._statements[database].answers(values)
