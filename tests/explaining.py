"""What is asked of the database, statement by statement, and the plan it has for that."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple

from django.db import connection

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
PARAMETER = re.compile(r"%(%|s)")


class Asked(NamedTuple):
    """A statement, its values, and whether PostgreSQL is asked to prepare it."""

    sql: str
    values: Sequence[Any]
    prepared: bool


@contextmanager
def asking() -> Iterator[list[Asked]]:
    """Give the list to which all that is asked inside is added."""
    asked: list[Asked] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        asked.append(Asked(sql, values[0] if many and values else values, _is_prepared(context["cursor"].cursor)))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield asked


def plan(asked: Asked) -> str:
    """Return how the database would answer.

    Of a statement that PostgreSQL prepares that is the plan which serves for any values.
    """
    explain = EXPLAIN[connection.vendor]
    with connection.cursor() as cursor:
        if asked.prepared:
            _prepare(cursor, asked.sql)
            given = f"({', '.join(['%s'] * len(asked.values))})" if asked.values else ""
            cursor.execute(f"{explain} EXECUTE asked{given}", asked.values)
        else:
            cursor.execute(f"{explain} {asked.sql}", asked.values)
        told = "\n".join(str(row[-1]) for row in cursor.fetchall())
        if asked.prepared:
            cursor.execute("DEALLOCATE asked")
    return told


def _is_prepared(cursor: Any) -> bool:
    """Whether a cursor leaves the values to the database."""
    return connection.vendor == "postgresql" and not hasattr(cursor, "mogrify")


def _prepare(cursor: Any, sql: str) -> None:
    numbers = count(1)
    numbered = PARAMETER.sub(lambda found: "%" if found[1] == "%" else f"${next(numbers)}", sql)
    cursor.execute(f"PREPARE asked AS {numbered}")
