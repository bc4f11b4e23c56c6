"""Looking without end in sight is slow: these counts and lists of values stop where nobody needs to know more."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, router
from django.db.models import IntegerField, Model, QuerySet, Subquery

from osce_docs.models import User
from osce_docs.models.question import Statement

MOST = 10_000
MOST_VALUES = 60


class Counted(Subquery):
    """How many rows a query has, counted no further than `most`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet, most: int) -> None:
        super().__init__(rows.order_by().values("pk")[:most])


def bounded_counts(asker: User, asked: Mapping[str, QuerySet]) -> dict[str, int]:
    """Return how many rows each of the queries has, by name, in one query; MOST + 1 stands for more than MOST.

    The one row that all the numbers are asked beside is that of the asker.
    """
    columns = {f"n{at}": Counted(rows, MOST + 1) for at, rows in enumerate(asked.values())}
    counted = User.objects.filter(pk=asker.pk).values_list(*columns.values()).get() if columns else ()
    return dict(zip(asked, counted, strict=True))


def distinct(model: type[Model], column: str) -> list[str]:
    """Return the values of a column that an index begins with, the first MOST_VALUES.

    They are found by jumping in the index from each to the next, however many rows have it.
    """
    connection = connections[router.db_for_read(model)]
    table, name = model._meta.db_table, connection.ops.quote_name(column)
    statement = (
        f"WITH RECURSIVE seen(value) AS (SELECT MIN({name}) FROM {table} UNION ALL "
        f"SELECT (SELECT MIN({name}) FROM {table} WHERE {name} > seen.value) FROM seen WHERE seen.value IS NOT NULL) "
        f"SELECT value FROM seen WHERE value <> '' LIMIT {MOST_VALUES}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]


class CountEach:
    """How many rows a query has for each of several values, counting none further than `most`, in one query.

    The value is left open in it: Given("value").
    """

    def __init__(self, rows: QuerySet, most: int) -> None:
        self._rows = rows.select_related(None).order_by().values("pk")[:most]
        self._statements: dict[str, Statement] = {}

    def __call__(self, values: Sequence[Any]) -> dict[Any, int]:
        database = self._rows.db
        if database not in self._statements:
            self._statements[database] = Statement.made(self._rows)
        each = self._statements[database]
        parts = [f"SELECT {at}, COUNT(*) FROM ({each.sql}) AS counted_{at}" for at in range(len(values))]
        given = [param for value in values for param in each.with_values({"value": value})]
        return {values[at]: count for at, count in _selected(database, parts, given)}


def _selected(database: str, parts: Sequence[str], values: Sequence[Any]) -> list[Any]:
    if not parts:
        return []
    with connections[database].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()


def count_each(sets: Mapping[str, QuerySet], most: int) -> dict[str, int]:
    """Return how many rows each of the sets has, by name, in one query, counting none further than `most`."""
    found = dict.fromkeys(sets, 0)
    for rows in list(sets.values())[:1]:
        with connections[rows.db].cursor() as cursor:
            cursor.execute(*one_statement(rows.db, sets.values(), most))
            found = {list(sets)[number]: count for number, count in cursor.fetchall()}
    return found


def one_statement(database: str, sets: Iterable[QuerySet], most: int) -> tuple[str, list[Any]]:
    """Return the statement that counts sets of rows, each as a row of its number and count."""
    parts: list[str] = []
    values: list[Any] = []
    for number, rows in enumerate(sets):
        plain = rows.select_related(None).order_by().values("pk")[:most]
        sql, own = plain.query.get_compiler(database).as_sql()
        parts.append(f"SELECT {number}, COUNT(*) FROM ({sql}) AS counted_{number}")
        values += own
    return " UNION ALL ".join(parts), values
