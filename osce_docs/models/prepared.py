"""Statements that PostgreSQL keeps prepared: to plan one that every page asks takes longer than to answer it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

# A value's place in a statement, or a percent sign that is meant.
PLACE = re.compile(r"%[s%]")


def preparing_cursor(connection: Any) -> Any:
    """Return a cursor of a database, of which a statement is prepared when it has been asked a few times.

    How often is told by the connection (`prepare_threshold`). Django's own cursor writes values into statements, so
    that none is as another was; SQLite's driver keeps statements anyway. Logged queries have `$1` for a value.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    opened = connection.connection
    usual, opened.cursor_factory = opened.cursor_factory, connection.Database.Cursor
    try:
        return connection.cursor()
    finally:
        opened.cursor_factory = usual


def written_in(connection: Any, sql: str, values: Sequence[Any], known: Callable[[Any], bool]) -> tuple[str, list[Any]]:
    """Return a statement for PostgreSQL with the known ones of its values written into it, and the others.

    What is planned for all values is then not planned for others than the known: how many records are withheld matters.
    """
    if connection.vendor != "postgresql":
        return sql, list(values)
    connection.ensure_connection()
    rest = iter(values)
    others: list[Any] = []

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        value = next(rest)
        if known(value):
            return str(connection.ops.compose_sql("%s", [value])).replace("%", "%%")
        others.append(value)
        return "%s"

    return PLACE.sub(place, sql), others
