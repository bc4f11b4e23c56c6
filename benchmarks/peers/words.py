"""The peer's full-text search, on SQLite and PostgreSQL."""

from typing import Any

MAKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE words USING fts5(title, body, content='peers_document', content_rowid='id')",
        "INSERT INTO words (words) VALUES ('rebuild')",
    ),
    "postgresql": (
        "ALTER TABLE peers_document ADD COLUMN words tsvector "
        "GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED",
        "CREATE INDEX ON peers_document USING gin (words)",
    ),
}
COUNT = {
    "sqlite": "SELECT count(*) FROM words WHERE words MATCH %s",
    "postgresql": "SELECT count(*) FROM peers_document WHERE words @@ websearch_to_tsquery('english', %s)",
}
BEST = {
    "sqlite": "SELECT rowid, snippet(words, 1, '', '', '…', 24) FROM words WHERE words MATCH %s ORDER BY rank LIMIT 25",
    "postgresql": """
        SELECT id, ts_headline('english', body, websearch_to_tsquery('english', %s))
        FROM (SELECT * FROM peers_document WHERE words @@ websearch_to_tsquery('english', %s)
              ORDER BY ts_rank(words, websearch_to_tsquery('english', %s)) DESC LIMIT 25) AS best""",
}


def make(connection: Any) -> None:
    """Index the words of all documents."""
    with connection.cursor() as cursor:
        for statement in MAKE[connection.vendor]:
            cursor.execute(statement)


def found(connection: Any, query: str) -> tuple[int, list[tuple[int, str]]]:
    """Return how many documents have all words, and the best with their snippets."""
    kind = connection.vendor
    asked = query if query.startswith('"') or kind == "postgresql" else " ".join(f'"{word}"' for word in query.split())
    with connection.cursor() as cursor:
        cursor.execute(COUNT[kind], [asked])
        number = cursor.fetchone()[0]
        cursor.execute(BEST[kind], [asked] * BEST[kind].count("%s"))
        return number, cursor.fetchall()
