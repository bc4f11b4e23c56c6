"""The floor's tables: documents with their words indexed, on SQLite or PostgreSQL."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

Row = Sequence[Any]
FEW = 1000
WORDS = "CREATE VIRTUAL TABLE words USING fts5(title, body, content='doc', content_rowid='id')"
REBUILD = "INSERT INTO words (words) VALUES ('rebuild')"
VECTOR = "tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED"
COLUMNS = "id, title, date, place, body"
INDEXES = (
    "CREATE INDEX by_date ON doc (date DESC, id DESC)",
    "CREATE INDEX by_place ON doc (place)",
    "CREATE TABLE facet AS SELECT 'place' AS facet, place AS value, count(*) AS number FROM doc GROUP BY place",
    "ANALYZE",
)


def rows_of(file: Path) -> Iterator[Row]:
    """Yield number, title, date, place and body of the documents in a file of rows (benchmarks/contents.py)."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            yield number, row["title"], row["date"], row["place"], row["body"]


def build(url: str, rows: Path) -> None:
    """Fill an empty database with documents, their words, and counts made beforehand."""
    if url.startswith("sqlite:"):
        _build_sqlite(url, rows)
    else:
        with psycopg.connect(url) as connection:
            copy(connection, rows_of(rows))
            for statement in INDEXES:
                connection.execute(statement)


def _build_sqlite(url: str, rows: Path) -> None:
    with sqlite(url) as connection:
        connection.execute("CREATE TABLE doc (id INTEGER PRIMARY KEY, title TEXT, date TEXT, place TEXT, body TEXT)")
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO doc ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows_of(rows))
        for statement in (WORDS, REBUILD, "COMMIT", *INDEXES):
            connection.execute(statement)


def copy(connection: psycopg.Connection[Any], rows: Iterator[Row]) -> None:
    """Make the table on PostgreSQL and stream rows into it; then index the words."""
    connection.execute(
        f"CREATE TABLE doc (id bigint PRIMARY KEY, title text, date date, place text, body text, words {VECTOR})"
    )
    with connection.cursor().copy(f"COPY doc ({COLUMNS}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
    connection.execute("CREATE INDEX by_words ON doc USING gin (words)")


@contextmanager
def sqlite(url: str) -> Iterator[sqlite3.Connection]:
    """Open a database of SQLite with its usual options for much writing; closed on leaving."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    for option in ("journal_mode = wal", "synchronous = normal", "cache_size = -65536"):
        connection.execute(f"PRAGMA {option}")
    try:
        yield connection
    finally:
        connection.close()
