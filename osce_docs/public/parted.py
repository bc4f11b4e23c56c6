"""Rows that are looked for in parts, asked for in one statement.

What the parts have in common is put into SQL once: to do so for each would take longer than to answer them all.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Expression, Q, QuerySet

# Stands in the SQL where the condition of a part comes, and among the values where its own come.
GAP, VALUES = "<part>", object()
# The condition that is none.
ALL = "1 = 1", ()


class _Gap(Expression):
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the two marks."""
        return GAP, [VALUES]


def first_of_each(rows: QuerySet, parts: Sequence[Q], most: int) -> tuple[str, list[Any]]:
    """Return the SQL for the first `most` of `rows` in each part, one part after the other, and its values.

    The rows are in their order, and have the columns that are wanted. Raises EmptyResultSet where there can be none.
    """
    sql, values = _compiler(rows.filter(_Gap())[:most]).as_sql()
    (before, after), at = sql.split(GAP), values.index(VALUES)
    conditions = list(_conditions(rows, parts))
    each = (f"SELECT * FROM ({before}{own}{after}) AS part_{number}" for number, (own, _) in enumerate(conditions))
    of_all = [value for _, own in conditions for value in (*values[:at], *own, *values[at + 1 :])]
    return " UNION ALL ".join(each), of_all


def first_in_turn(rows: QuerySet, parts: Sequence[Q], most: int) -> tuple[str, list[Any]]:
    """Return the same for no more than `most` in all: those of a part where the parts before it have too few.

    SQL promises no turns. Both databases take part after part and stop where there are enough: a test holds it.
    """
    sql, values = first_of_each(rows, parts, most)
    return f"{sql} LIMIT {most}", values


def first_of_all(several: Sequence[QuerySet], most: int) -> tuple[str, list[Any]]:
    """Return the SQL for the first `most` of each of these rows, and its values.

    SQLite takes no bound in a union itself. Raises EmptyResultSet where there can be none of one.
    """
    compiled = [_compiler(rows[:most]).as_sql() for rows in several]
    each = (f"SELECT * FROM ({sql}) AS rows_{at}" for at, (sql, _) in enumerate(compiled))
    return " UNION ALL ".join(each), [value for _, values in compiled for value in values]


def _conditions(rows: QuerySet, parts: Sequence[Q]) -> Iterator[tuple[str, Sequence[Any]]]:
    plain = rows.model._default_manager.using(rows.db)
    for part in parts:
        narrowed = plain.filter(part)
        yield _compiler(narrowed).compile(narrowed.query.where) if part else ALL


def _compiler(rows: QuerySet) -> Any:
    return rows.query.get_compiler(connection=connections[rows.db])
