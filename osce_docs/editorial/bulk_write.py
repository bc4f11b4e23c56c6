"""Writing many rows in one go, past the ORM: INSERT and UPDATE by the thousand on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models

Row = Mapping[str, Any]
Prepare = Callable[[Any], Any]
# What the database takes as it is.
PLAIN = (models.IntegerField, models.BooleanField, models.ForeignKey)


def insert_rows(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows, each a mapping of column names (`document_id`) to values; the others get the field's default."""
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    values = _values(fields, rows)
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", values)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write some columns of rows that are there; `names` are column names as in `insert_rows`."""
    if not rows or not names:
        return
    meta = rows[0]._meta
    fields = [meta.get_field(name) for name in names]
    prepare = [_prepare(field) for field in fields]
    to = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    values = [(*(each(getattr(row, name)) for name, each in zip(names, prepare, strict=True)), row.pk) for row in rows]
    with connection.cursor() as cursor:
        key = _quoted(meta.pk.column)
        cursor.executemany(f"UPDATE {_quoted(meta.db_table)} SET {to} WHERE {key} = %s", values)


def _copy(cursor: Any, statement: str, values: Iterable[tuple[Any, ...]]) -> None:
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


def _values(fields: Sequence[models.Field], rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    plan = [(field.attname, field.get_default, _prepare(field)) for field in fields]
    for row in rows:
        yield tuple(prepare(row[name] if name in row else default()) for name, default, prepare in plan)


def _prepare(field: models.Field) -> Prepare:
    """Return what turns a value into what the database takes."""
    if isinstance(field, PLAIN):
        return lambda value: value
    if isinstance(field, models.CharField | models.TextField):
        # Of a choice, its bare text.
        return lambda value: value if value is None or type(value) is str else str(value)
    return lambda value: field.get_db_prep_save(value, connection)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
