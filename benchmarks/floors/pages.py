"""The floor of a page: a WSGI function that asks the floor's tables (FLOOR names them) and writes plain HTML.

`/` is a list of 25 with counts made beforehand, `/documents/N` a document, `/search?q=` a ranked search with snippets.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from typing import Any
from urllib.parse import parse_qs

import psycopg

FLOOR = os.environ.get("FLOOR", "")
LIST = "SELECT id, title, date, place, substr(body, 1, 200) FROM doc ORDER BY date DESC, id DESC LIMIT 25"
FACETS = "SELECT value, number FROM facet"
DOCUMENT = "SELECT title, date, place, body FROM doc WHERE id = ?"
COUNT = {
    "sqlite": "SELECT count(*) FROM words WHERE words MATCH ?",
    "postgresql": "SELECT count(*) FROM doc WHERE words @@ websearch_to_tsquery('english', ?)",
}
FOUND = {
    "sqlite": """
        SELECT doc.id, doc.title, doc.date, doc.place, snippet(words, 1, '', '', '…', 24)
        FROM (SELECT rowid AS best FROM words WHERE words MATCH ? ORDER BY rank LIMIT 25)
        JOIN doc ON doc.id = best JOIN words ON words.rowid = best AND words MATCH ?""",
    "postgresql": """
        SELECT id, title, date, place, ts_headline('english', body, websearch_to_tsquery('english', ?))
        FROM (SELECT * FROM doc WHERE words @@ websearch_to_tsquery('english', ?)
              ORDER BY ts_rank(words, websearch_to_tsquery('english', ?)) DESC LIMIT 25) AS best""",
}


def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Answer an address with its page."""
    page = _page(environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"]).get("q", [""])[0]).encode()
    start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
    return [page]


def _page(path: str, query: str) -> str:
    if path.startswith("/documents/"):
        title, day, place, body = _select(DOCUMENT, [int(path.rpartition("/")[2])])[0]
        paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in body.split("\n"))
        return f"<h1>{escape(title)}</h1><p>{day} {place}</p>{paragraphs}"
    if path == "/search":
        return _search(query)
    counts = "".join(f"<li>{escape(value)} ({number})</li>" for value, number in _select(FACETS, []))
    return f"<ul>{counts}</ul>{_listed(_select(LIST, []))}"


def _search(query: str) -> str:
    kind = "sqlite" if FLOOR.startswith("sqlite:") else "postgresql"
    asked = query if query.startswith('"') or kind == "postgresql" else " ".join(f'"{word}"' for word in query.split())
    number = _select(COUNT[kind], [asked])[0][0]
    return f"<p>{number}</p>{_listed(_select(FOUND[kind], [asked] * FOUND[kind].count('?')))}"


def _listed(rows: Iterable[Sequence[Any]]) -> str:
    line = '<li><a href="/documents/{}">{}</a> {} {}<p>{}</p></li>'
    return f"<ul>{''.join(line.format(row[0], *(escape(str(each)) for each in row[1:])) for row in rows)}</ul>"


def _select(statement: str, values: Sequence[Any]) -> list[Sequence[Any]]:
    if FLOOR.startswith("sqlite:"):
        return _sqlite().execute(statement, values).fetchall()
    return _postgresql().execute(statement.replace("?", "%s"), values).fetchall()


@cache
def _sqlite() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{FLOOR.removeprefix('sqlite:///')}?mode=ro", uri=True, check_same_thread=False)


@cache
def _postgresql() -> psycopg.Connection[Any]:
    return psycopg.connect(FLOOR, autocommit=True)
