"""Questions that every page asks: their SQL is made once, for to make it takes longer than to answer it.

named = Question(Mention.objects.filter(document=Given("document")).select_related("organization"))
rows = named(document=7)
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Expression, Field, QuerySet

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
    """A question in the words of a database, with what turns its answers into rows."""

    compiler: Any
    sql: str
    params: Sequence[Any]
    converters: Mapping[int, Any]

    @classmethod
    def made(cls, rows: QuerySet) -> "Statement":
        """Return a query as a statement of its database."""
        compiler = rows.query.get_compiler(using=rows.db)
        sql, params = compiler.as_sql()
        return cls(compiler, sql, params, compiler.get_converters([column for column, *_ in compiler.select]))

    def with_values(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return its parameters with these values in its blanks."""
        return tuple(each.written(values[each.name]) if isinstance(each, Blank) else each for each in self.params)

    def filled(self, values: Mapping[str, Any]) -> Any:
        """Return a compiler that asks it with these values."""
        filled = copy(self.compiler)
        filled.connection = connections[self.compiler.using]
        params = self.with_values(values)
        filled.as_sql = lambda *_, **__: (self.sql, params)
        filled.get_converters = lambda _: self.converters
        return filled


class Question:
    """A query with values left open; called with them, it returns the rows.

    A value is what the column holds: a number, not a record. Of a set of values `among` asks.
    """

    def __init__(self, rows: QuerySet) -> None:
        self._rows = rows
        self._statements: dict[str, Statement] = {}

    def __call__(self, **values: Any) -> list[Any]:
        return list(self._asked(values))

    def each(self, **values: Any) -> Iterator[Any]:
        """Yield the rows as the database gives them, never holding many."""
        return self._asked(values).iterator(chunk_size=AT_ONCE)

    def _asked(self, values: Mapping[str, Any]) -> QuerySet:
        rows = self._rows.all()
        database = rows.db
        if database not in self._statements:
            self._statements[database] = Statement.made(rows)
        filled = self._statements[database].filled(values)
        rows.query.get_compiler = lambda *_, **__: filled
        return rows
