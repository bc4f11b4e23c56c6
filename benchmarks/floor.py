"""The floor of a page: a bare WSGI function that reads one document's title from the SQLite archive FLOOR names."""

import os
import sqlite3
from collections.abc import Callable
from typing import Any


def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Answer any address with the first title in the order of time."""
    connection = sqlite3.connect(f"file:{os.environ['FLOOR']}?mode=ro", uri=True)
    rows = connection.execute("SELECT title FROM osce_docs_document ORDER BY date_sort, key LIMIT 1").fetchall()
    connection.close()
    start("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [str(rows).encode()]
