"""Writing many rows in one go, past the ORM: INSERT and UPDATE by the thousand on SQLite, COPY on PostgreSQL."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection, models

Row = Mapping[str, Any]
Prepare = Callable[[Any], Any]
# Older SQLites take no more values in one statement.
MOST_VALUES = 999
# What the database takes as it is.
PLAIN = (models.IntegerField, models.BooleanField, models.ForeignKey, models.CharField, models.TextField)


def insert_rows(
    model: type[models.Model], rows: Sequence[Row], *, unless_there: bool = False, keyed: bool = False
) -> None:
    """Insert rows, each a mapping of column names (`document_id`) to values; the others get the field's default.

    With `unless_there` a row whose natural key is taken already is left out; `keyed` rows bring their primary key.
    """
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    values = _values(fields, rows)
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not unless_there:
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", values)
        else:
            otherwise = " ON CONFLICT DO NOTHING" if unless_there else ""
            _insert(cursor, f"INSERT INTO {table} ({columns}) VALUES {{rows}}{otherwise}", list(values))


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write some columns of rows that are there; `names` are column names as in `insert_rows`."""
    if not rows or not names:
        return
    meta = rows[0]._meta
    fields = [meta.get_field(name) for name in names]
    prepare = [_prepare(field) for field in fields]
    to = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    values = [
        (
            *[
                each(getattr(row, name)) if each else getattr(row, name)
                for name, each in zip(names, prepare, strict=True)
            ],
            row.pk,
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        key = _quoted(meta.pk.column)
        cursor.executemany(f"UPDATE {_quoted(meta.db_table)} SET {to} WHERE {key} = %s", values)


def update_column(model: type[models.Model], name: str, values: Mapping[int, Any]) -> None:
    """Write one column of rows, by their primary keys."""
    meta = model._meta
    prepare, to = _prepare(meta.get_field(name)), _quoted(meta.get_field(name).column)
    rows = [(_ready(value, prepare), pk) for pk, value in sorted(values.items())]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {_quoted(meta.db_table)} SET {to} = %s WHERE {_quoted(meta.pk.column)} = %s", rows
            )


def _insert(cursor: Any, statement: str, values: Sequence[tuple[Any, ...]]) -> None:
    """Insert as many rows in one statement as it may have values for, then those that are left one by one.

    Fewer than two such statements gain a third of a millisecond: then one is enough for all rows.
    """
    row = f"({', '.join(['%s'] * len(values[0]))})"
    size = max(1, MOST_VALUES // len(values[0]))
    whole = len(values) - len(values) % size if len(values) >= 2 * size else 0
    several = [tuple(chain.from_iterable(values[at : at + size])) for at in range(0, whole, size)]
    for times, given in ((size, several), (1, values[whole:])):
        if given:
            cursor.executemany(statement.format(rows=", ".join([row] * times)), given)


def _copy(cursor: Any, statement: str, values: Iterable[tuple[Any, ...]]) -> None:
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


def _values(fields: Sequence[models.Field], rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield rows as the database takes them. What a row leaves out is the same in all: they are written at one time."""
    made = [(field.attname, _ready(field.get_default(), _prepare(field))) for field in fields]
    prepared = [(at, field.attname, each) for at, field in enumerate(fields) if (each := _prepare(field))]
    for row in rows:
        given = row.get
        values = [given(name, default) for name, default in made]
        for at, name, prepare in prepared:
            if name in row:
                values[at] = prepare(row[name])
        yield tuple(values)


def _ready(value: Any, prepare: Prepare | None) -> Any:
    return prepare(value) if prepare else value


def _prepare(field: models.Field) -> Prepare | None:
    """Return what turns a value into what the database takes, None where it takes the value as it is."""
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.CharField) and field.choices:
        return _bare
    if isinstance(field, PLAIN):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _bare(choice: Any) -> str | None:
    return None if choice is None else str(choice)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
