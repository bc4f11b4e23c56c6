"""Tables without indexes while they are filled: to make an index of all rows takes far less than to add each to it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model
from tqdm import tqdm

# Each yields the statement that takes something away and the one that makes it again. What SQLite makes for a
# constraint of a table cannot be taken away; nor are primary keys, in the order of which rows come.
SQLITE = """
SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(%s))
ORDER BY name
"""
# Foreign keys would be looked up for each row, and noted until the end; made again, all are proved at once.
POSTGRESQL = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid::regclass::text = ANY(%(tables)s)
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
UNION ALL
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid::regclass::text = ANY(%(tables)s) AND contype IN ('u', 'f')
ORDER BY 2 DESC
"""


@contextmanager
def unindexed(tables: Iterable[type[Model]]) -> Iterator[None]:
    """Take the indexes of tables away, on PostgreSQL foreign keys and unique constraints too, and make them again."""
    with connection.cursor() as cursor:
        away = _away(cursor, [table._meta.db_table for table in tables])
        for drop, _ in away:
            cursor.execute(drop)
        yield
        for _, make in tqdm(away, desc="indexes", unit=" indexes", leave=False, disable=None):
            cursor.execute(make)


def _away(cursor: Any, tables: list[str]) -> list[tuple[str, str]]:
    if connection.vendor == "sqlite":
        cursor.execute(SQLITE, [json.dumps(tables)])
    else:
        cursor.execute(POSTGRESQL, {"tables": tables})
    return list(cursor.fetchall())
